#!/usr/bin/env node
// The door behind `npm start`, `npm test` and `npm run bench`. It and all it imports run on the machine's own Node
// (20 or later) before anything is installed, so nothing here may depend on a package.
import { Problem } from '../src/problem.mjs';

const commands = {
  start: () => import('../src/commands/start.mjs'),
  test: () => import('../src/commands/test.mjs'),
  bench: () => import('../src/commands/bench.mjs'),
};

const [name, ...args] = process.argv.slice(2);
try {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Problem(
      `Node ${process.versions.node} is too old.`,
      'Install Node 20 or later (24 is what Fairway runs on), then try again.',
    );
  }
  if (!Object.hasOwn(commands, name ?? '')) {
    throw new Problem(
      `There is no command "${name ?? ''}".`,
      `Use one of: ${Object.keys(commands).join(', ')}.`,
    );
  }
  const { run } = await commands[name]();
  // Exits at once: work that was given up on Ctrl-C must not keep the terminal.
  process.exit(await run(args));
} catch (error) {
  const problem = Problem.from(error);
  console.error(`\n  ${problem.message} ${problem.remedy}`.trimEnd());
  process.exit(1);
}

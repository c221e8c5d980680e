import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const script = fileURLToPath(new URL('../bin/fairway.mjs', import.meta.url));

async function fairway(args, env = {}) {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', data => (output += data));
  const [code] = await once(child, 'close');
  return { code, output };
}

test('an unknown command, option or benchmark is one line that names what there is', async () => {
  for (const [args, expected] of [
    [[], /There is no command ""\. Use one of: start, test, bench\./],
    [['deploy'], /There is no command "deploy"/],
    [['constructor'], /There is no command "constructor"/],
    [
      ['start', '--frsh'],
      /There is no option --frsh\. npm start takes --fresh only\./,
    ],
    [['test', 'one'], /npm test takes no options \(one\)/],
    [
      ['bench', 'nothing'],
      /There is no benchmark "nothing"\. npm run bench -- <adoption \| catalog \| create-service \| ingest \| metrics \| page \| setup>/,
    ],
  ]) {
    const { code, output } = await fairway(args);
    assert.match(output, expected);
    assert.equal(code, 1);
    assert.doesNotMatch(output, /at .*\.mjs/);
  }
});

test('a taken port is named with the variable that moves it, and nothing is started', async t => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address();
  const { code, output } = await fairway(['start'], {
    FAIRWAY_PORT: String(port),
  });
  assert.equal(code, 1);
  assert.match(
    output,
    new RegExp(
      `Port ${port} for the portal is taken .* FAIRWAY_PORT=${port + 10} npm start`,
    ),
  );
});

test('a machine without git is told so', async () => {
  const { code, output } = await fairway(['test'], { PATH: '/nowhere' });
  assert.equal(code, 1);
  assert.match(output, /git is not on this machine\. Install git/);
});

import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logsFolder, root } from './paths.mjs';
import { Problem } from './problem.mjs';

/**
 * Runs a program to its end with its output in `.fairway/logs/<log>.log`. Fails with the log's last lines.
 * @param {{command: string, args: string[], log: string, what: string, env?: NodeJS.ProcessEnv, cwd?: string, onLine?: (line: string) => void}} options
 */
export async function runToEnd({
  command,
  args,
  log,
  what,
  env = process.env,
  cwd = root,
  onLine,
}) {
  await mkdir(logsFolder, { recursive: true });
  const file = join(logsFolder, `${log}.log`);
  const stream = createWriteStream(file);
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = () => child.kill();
  process.once('exit', endWithUs);
  for (const source of [child.stdout, child.stderr])
    source.pipe(stream, { end: false });
  if (onLine)
    child.stdout.on('data', data =>
      String(data).split('\n').filter(Boolean).forEach(onLine),
    );
  const code = await new Promise((done, fail) =>
    child.on('error', fail).on('close', done),
  );
  process.off('exit', endWithUs);
  await new Promise(done => stream.end(done));
  if (code === 0) return;
  const text = await readFile(file, 'utf8');
  if (/ENOSPC|no space left on device/i.test(text))
    throw new Problem(
      `The disk was full during: ${what}.`,
      'Free some space, then try again.',
    );
  if (
    /ENOTFOUND|EAI_AGAIN|ECONN(?:REFUSED|RESET)|ETIMEDOUT|RequestError|socket hang up/.test(
      text,
    ) &&
    /registry|fetch|request/i.test(text)
  )
    throw Object.assign(
      new Problem(
        `The package registry did not answer during: ${what}.`,
        `Check the connection or the proxy, then try again (${file}).`,
      ),
      { network: true },
    );
  throw new Problem(
    `${what} failed:\n\n${text
      .trimEnd()
      .split('\n')
      .map(line => line.slice(0, 300))
      .slice(-25)
      .join('\n')}\n`,
    `The whole log: ${file}`,
  );
}

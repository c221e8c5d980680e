import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Problem } from '../src/problem.mjs';
import { ensureSecrets } from '../src/secrets.mjs';
import { fingerprint } from '../src/stamp.mjs';
import { Tally } from '../src/tally.mjs';

const temporary = async t => {
  const folder = await mkdtemp(join(tmpdir(), 'fairway-launcher-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
};

test('secrets are made once, stay, and are readable by their owner only', async t => {
  const state = join(await temporary(t), 'state');
  const first = await ensureSecrets(state);
  assert.deepEqual(await ensureSecrets(state), first);
  assert.equal(new Set(Object.values(first)).size, Object.keys(first).length);
  assert.equal((await stat(join(state, 'secrets.json'))).mode & 0o777, 0o600);
});

test('a secret of the environment stands and is not written down', async t => {
  const state = await temporary(t);
  process.env.FAIRWAY_FORGE_TOKEN = 'from-the-environment';
  t.after(() => delete process.env.FAIRWAY_FORGE_TOKEN);
  assert.equal(
    (await ensureSecrets(state)).FAIRWAY_FORGE_TOKEN,
    'from-the-environment',
  );
  assert.doesNotMatch(
    await readFile(join(state, 'secrets.json'), 'utf8'),
    /from-the-environment/,
  );
});

test('a fingerprint follows the content of files and passes over what is absent', async () => {
  const one = await fingerprint(['package.json']);
  assert.equal(await fingerprint(['package.json', 'no-such-file']), one);
  assert.notEqual(await fingerprint(['package.json', 'tsconfig.json']), one);
  assert.equal(
    await fingerprint(['tsconfig.json', 'package.json']),
    await fingerprint(['package.json', 'tsconfig.json']),
  );
});

test('a full disk is a problem with a remedy; what nobody foresaw keeps its stack', () => {
  assert.match(
    Problem.from(Object.assign(new Error('write'), { code: 'ENOSPC' })).remedy,
    /Free some space/,
  );
  assert.match(
    Problem.from(new TypeError('surprise')).message,
    /TypeError: surprise\n\s+at/,
  );
});

test('the tally ends with the counts and fails when nothing ran', t => {
  const lines = [];
  t.mock.method(console, 'log', line => lines.push(line));
  const tally = new Tally();
  assert.equal(tally.close(), 1);
  tally.add('unit', { passed: 3 });
  tally.skip('journeys', 'no Chromium');
  assert.equal(tally.close(), 0);
  assert.equal(lines.at(-1), '3 passed, 0 failed, 1 skipped');
  tally.add('lint', { failed: 1 });
  assert.equal(tally.close(), 1);
  assert.equal(lines.at(-1), '3 passed, 1 failed, 1 skipped');
});

const preload = fileURLToPath(
  new URL('../src/endWithParent.cjs', import.meta.url),
);

test(
  'a service ends when its launcher is killed',
  { timeout: 20_000 },
  async () => {
    const service = `setInterval(() => {}, 1000); console.log(process.pid)`;
    const launcher = spawn(
      process.execPath,
      [
        '-e',
        `const child = require('node:child_process').spawn(process.execPath, ['-r', ${JSON.stringify(preload)}, '-e', ${JSON.stringify(service)}], { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = await once(launcher.stdout, 'data');
    assert.ok(Number(line) > 0);
    // Its end of the pipe closes only when the service itself has ended, too.
    const closed = once(launcher.stdout, 'close');
    launcher.kill('SIGKILL');
    await closed;
  },
);

test(
  'a service that nobody listens to any more puts things in order, and says nothing of that',
  { timeout: 20_000 },
  async t => {
    const told = join(await temporary(t), 'failures');
    const service = `
      let failures = 0;
      process.on('uncaughtException', error => { failures += 1; console.error(error); });
      process.on('SIGTERM', () => {
        console.log('ending');
        setTimeout(() => {
          require('node:fs').writeFileSync(${JSON.stringify(told)}, String(failures));
          process.exit();
        }, 300);
      });
      setInterval(() => console.log('at work'), 50);`;
    const launcher = spawn(
      process.execPath,
      [
        '-e',
        `const child = require('node:child_process').spawn(process.execPath, ['-r', ${JSON.stringify(preload)}, '-e', ${JSON.stringify(service)}], { detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
        child.stdout.once('data', () => console.log(child.pid));`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(launcher.stdout, 'data');
    launcher.kill('SIGKILL');
    let failures = '';
    while (!failures) {
      await wait(50);
      failures = await readFile(told, 'utf8').catch(() => '');
    }
    assert.equal(failures, '0');
  },
);

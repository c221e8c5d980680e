import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePages } from '../build.mjs';
import { findChromium } from '../chromium.mjs';
import { ensureReady } from '../install.mjs';
import { node, root, work } from '../paths.mjs';
import { testPostgres } from '../postgres.mjs';
import { Problem } from '../problem.mjs';
import { say } from '../report.mjs';
import { checkMachine } from '../requirements.mjs';
import { Tally } from '../tally.mjs';

const results = join(work, 'results');

/** `npm test`: everything there is, on what this machine has; says what it could not run, and why. */
export async function run(args) {
  if (args.length)
    throw new Problem(
      `npm test takes no options (${args.join(' ')}).`,
      'A part of the tests: yarn workspace <name> test <file>.',
    );
  await checkMachine({ gigabytes: 4 });
  const toolchain = await ensureReady();
  await mkdir(results, { recursive: true });
  const tally = new Tally();
  const postgres = await testPostgres();
  const environment = {
    ...toolchain,
    ...databases(postgres.url, tally),
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
  };
  note(
    tally,
    'FAIRWAY_GITHUB_OPENAPI',
    'contract with GitHub',
    "no copy of GitHub's OpenAPI description is named",
  );
  note(
    tally,
    'FAIRWAY_TEST_KUBECONFIG',
    'manifests and health on Kubernetes',
    'no cluster is named',
  );
  try {
    await Promise.all([
      check(tally, environment, 'types', [
        'tsc',
        '--noEmit',
        '--tsBuildInfoFile',
        join(work, 'cache/types.tsbuildinfo'),
      ]),
      check(tally, environment, 'format', [
        'prettier',
        '--check',
        '--log-level',
        'warn',
        '.',
      ]),
    ]);
    await check(tally, environment, 'lint', [
      'backstage-cli',
      'repo',
      'lint',
      '--max-warnings',
      '0',
    ]);
    await launcherTests(tally, environment);
    await jestTests(tally, environment);
    await journeys(tally, environment, postgres.url);
  } finally {
    await postgres.stop();
  }
  return tally.close();
}

function note(tally, variable, stage, reason) {
  if (!process.env[variable]) tally.skip(stage, `${reason} (${variable})`);
}

/** Backstage's TestDatabases look for servers in variables named by version; which version answers does not matter here. */
function databases(url, tally) {
  if (url) return { BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: url };
  tally.skip(
    'integration on PostgreSQL',
    'FAIRWAY_TEST_POSTGRES is not set and there are no server binaries',
  );
  return {};
}

async function check(tally, environment, stage, command) {
  const code = await yarn(environment, stage, command);
  tally.add(stage, code === 0 ? { passed: 1 } : { failed: 1 });
}

async function launcherTests(tally, environment) {
  const lines = [];
  await execute(
    environment,
    'launcher',
    node,
    ['--test', '--test-reporter=tap', 'packages/launcher/test/*.test.mjs'],
    line => lines.push(line),
  );
  const count = word =>
    Number(
      lines.join('\n').match(new RegExp(`^# ${word} (\\d+)`, 'm'))?.[1] ?? 0,
    );
  tally.add('launcher', {
    passed: count('pass'),
    failed: count('fail') + count('cancelled') || (count('pass') ? 0 : 1),
    skipped: count('skipped'),
  });
}

async function jestTests(tally, environment) {
  const file = join(results, 'jest.json');
  await rm(file, { force: true });
  await yarn({ ...environment, CI: 'true' }, 'unit, integration, contract', [
    ...[
      'backstage-cli',
      'repo',
      'test',
      '--silent',
      '--json',
      '--outputFile',
      file,
    ],
  ]);
  const result = await readResult(file);
  tally.add('unit, integration, contract', {
    passed: result?.numPassedTests,
    failed: result
      ? result.numFailedTests + result.numRuntimeErrorTestSuites
      : 1,
    skipped: result?.numPendingTests,
  });
}

async function journeys(tally, environment, postgresUrl) {
  const chromium = await findChromium();
  if (!chromium) {
    tally.skip(
      'journeys and accessibility',
      'there is no Chromium on this machine (FAIRWAY_CHROMIUM)',
    );
    return;
  }
  await ensurePages(environment);
  for (const [database, ...files] of [
    ['SQLite'],
    // What the others show is stored by plugins whose own tests run on both.
    ...(postgresUrl ? [['PostgreSQL', '1-create-service', '2-keyboard']] : []),
  ]) {
    const file = join(results, `journeys-${database}.json`);
    await rm(file, { force: true });
    await yarn(
      {
        ...environment,
        FAIRWAY_CHROMIUM: chromium,
        FAIRWAY_JOURNEY_POSTGRES: database === 'PostgreSQL' ? postgresUrl : '',
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      },
      `journeys on ${database}`,
      ['workspace', 'app', 'playwright', 'test', '-c', 'e2e-tests', ...files],
    );
    const stats = (await readResult(file))?.stats;
    tally.add(`journeys on ${database}`, {
      passed: stats?.expected,
      failed: stats
        ? stats.unexpected + stats.flaky || (stats.expected ? 0 : 1)
        : 1,
      skipped: stats?.skipped,
    });
  }
}

const readResult = async file =>
  JSON.parse(await readFile(file, 'utf8').catch(() => 'null')) ?? undefined;

const yarn = (environment, stage, args) =>
  execute(environment, stage, node, [environment.FAIRWAY_YARN, ...args]);

/** Runs a stage with its output on the terminal and returns its exit code. */
async function execute(environment, stage, command, args, onLine) {
  say(`\n== ${stage}`);
  const started = performance.now();
  const child = spawn(command, args, {
    cwd: root,
    env: environment,
    stdio: ['ignore', onLine ? 'pipe' : 'inherit', 'inherit'],
  });
  child.stdout?.setEncoding('utf8').on('data', data => {
    process.stdout.write(data);
    data.split('\n').forEach(onLine);
  });
  const code = await new Promise((done, fail) =>
    child.on('error', fail).on('close', done),
  );
  say(
    `== ${stage}: ${code === 0 ? 'done' : `exit ${code}`} in ${Math.round((performance.now() - started) / 1000)} s`,
  );
  return code;
}

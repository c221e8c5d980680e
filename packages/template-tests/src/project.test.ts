import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { RunningService } from './RunningService';
import { startScaffolder } from './startScaffolder';
import { openTemplate } from './template';
import { writeFiles } from './writeFiles';

const run = promisify(execFile);
const minutes = 60_000;

let folder: string;
let workflow: { jobs: Record<string, { steps: Array<{ run?: string }> }> };

/** Runs the commands of one job of the service's own CI, as the runner does. */
async function runJob(name: string): Promise<string> {
  let output = '';
  for (const { run: command } of workflow.jobs[name].steps) {
    if (command) {
      const { stdout } = await run(
        'bash',
        ['--noprofile', '--norc', '-eo', 'pipefail', '-c', command],
        {
          cwd: join(folder, 'source'),
          env: npmEnvironment(),
          maxBuffer: 2 ** 24,
        },
      );
      output += stdout;
    }
  }
  return output;
}

/** Nothing of this test run but what npm needs to find its cache and registry. */
function npmEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) =>
      /^(?:PATH|HOME|npm_config_(?:cache|registry|userconfig))$/i.test(name),
    ),
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'project-'));
  const scaffolder = await startScaffolder({ host: 'localhost:7990' });
  const { files } = await scaffolder.render(openTemplate('node-service'), {
    name: 'orders',
    owner: 'group:default/checkout',
    description: 'Takes "orders" & more: <b>`now`</b>',
    tier: '2',
  });
  await scaffolder.stop();
  await writeFiles(join(folder, 'source'), files);
  workflow = parse(files.get('.github/workflows/ci.yaml')!);
}, 2 * minutes);

afterAll(() => rm(folder, { recursive: true, force: true }));

it(
  'passes its own tests, as many as the form promises',
  async () => {
    const output = await runJob('test');
    const [, passed] = /^. pass (\d+)$/m.exec(output)!;
    expect(output).toMatch(/^. fail 0$/m);
    const { entity } = openTemplate('node-service');
    expect(entity.metadata.annotations!['fairway/contents']).toContain(
      `note: ${passed} tests of`,
    );
  },
  3 * minutes,
);

describe('the release that its CI builds', () => {
  let release: string;

  beforeAll(async () => {
    await runJob('build');
    release = join(folder, 'release');
    await mkdir(release);
    await run('tar', [
      '-xzf',
      join(folder, 'source/release.tar.gz'),
      '-C',
      release,
    ]);
  }, 3 * minutes);

  it('has what it needs to run and nothing else', async () => {
    expect((await readdir(release)).sort()).toEqual([
      'Procfile',
      'dist',
      'node_modules',
      'package.json',
    ]);
    const packages = await readdir(join(release, 'node_modules'));
    expect(packages).toContain('fastify');
    expect(packages).not.toContain('typescript');
  });

  it('answers with health, readiness, metrics and its own name', async () => {
    const service = await RunningService.start(release);
    try {
      const get = async (path: string) => fetch(`${service.url}${path}`);
      expect(await (await get('/')).json()).toEqual({
        service: 'orders',
        version: 'v1',
      });
      expect((await get('/healthz')).status).toBe(200);
      expect((await get('/readyz')).status).toBe(200);
      expect((await get('/nothing')).status).toBe(404);
      expect(await (await get('/metrics')).text()).toContain(
        'http_requests_total{method="GET",route="/",status="200"} 1',
      );
      expect(service.log.map(line => JSON.parse(line))).toContainEqual(
        expect.objectContaining({
          service: 'orders',
          level: 'info',
          route: '/',
          status: 200,
          requestId: expect.any(String),
        }),
      );
    } finally {
      await service.stop();
    }
  });

  it('stops in order: not ready, still answering, then gone with code 0', async () => {
    const service = await RunningService.start(release, {
      SHUTDOWN_DELAY_SECONDS: '1',
    });
    service.signal('SIGTERM');
    let ready = 200;
    while (ready === 200) {
      ready = (await fetch(`${service.url}/readyz`)).status;
    }
    expect(ready).toBe(503);
    expect((await fetch(service.url)).status).toBe(200);
    expect(await service.exited).toBe(0);
    await expect(fetch(service.url)).rejects.toThrow('fetch failed');
  });

  it('stops at once when it is asked a second time', async () => {
    const service = await RunningService.start(release, {
      SHUTDOWN_DELAY_SECONDS: '300',
    });
    service.signal('SIGTERM');
    while ((await fetch(`${service.url}/readyz`)).status === 200);
    expect(await service.stop('SIGINT')).toBe(1);
  });

  it('does not start with a configuration that is not valid, and names the variable', async () => {
    await expect(
      RunningService.start(release, { LOG_LEVEL: 'loud' }),
    ).rejects.toThrow(/code 78: .*LOG_LEVEL must be one of trace, debug/);
  });
});

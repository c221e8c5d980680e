import { startSandbox } from '@fairway/sandbox';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { template } from './__testUtils__/entities';
import { startScaffolder } from './__testUtils__/startScaffolder';

jest.setTimeout(120_000);

/** Answers everything, and counts. */
async function listen(answer: { status: number; location?: () => string }) {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(req.url!);
    const location = answer.location?.();
    res.writeHead(answer.status, location ? { location } : {}).end('secret');
  });
  // Both kinds of loopback address lead there.
  await new Promise<void>(resolve => {
    server.listen(0, '::', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { server, asked, port };
}

const close = (server?: Server) =>
  new Promise(resolve => {
    server?.close(resolve);
    server?.closeAllConnections();
  });

let stateDir: string;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let inside: Awaited<ReturnType<typeof listen>>;
let redirecting: Awaited<ReturnType<typeof listen>>;
let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;
let fetches: jest.SpyInstance<unknown, Parameters<typeof fetch>>;

const INTERNAL: [string, () => string][] = [
  ['cloud metadata', () => 'http://169.254.169.254/latest/meta-data/'],
  ['localhost', () => `http://localhost:${inside.port}/x`],
  ['IPv4 loopback', () => `http://127.0.0.1:${inside.port}/x`],
  ['a private network', () => 'http://10.0.0.1/x'],
  ['IPv6 loopback', () => `http://[::1]:${inside.port}/x`],
  ['a decimal address', () => `http://2130706433:${inside.port}/x`],
  ['a hexadecimal address', () => `http://0x7f.1:${inside.port}/x`],
  ['a host behind a user', () => `http://forge@localhost:${inside.port}/x`],
  [
    'a host behind the name of the forge',
    () => `http://${sandbox.host}@127.0.0.1:${inside.port}/acme/x/tree/main`,
  ],
  ['a file', () => 'file:///etc/'],
  ['gopher', () => `gopher://localhost:${inside.port}/x`],
];
const ACTIONS = ['fetch:plain', 'fetch:plain:file', 'fetch:template'];

/** A template that fetches from what it says when it runs: its text is fixed, as in the catalog. */
const fetching = (name: string, action: string, url: string) =>
  template(name, {
    parameters: [],
    steps: [{ id: 'get', action, input: { url, targetPath: './got' } }],
  });

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'fairway-fetch-'));
  sandbox = await startSandbox({
    stateDir,
    runner: false,
    deployTarget: false,
  });
  inside = await listen({ status: 200 });
  redirecting = await listen({
    status: 302,
    location: () => `http://127.0.0.1:${inside.port}/redirected`,
  });
  scaffolder = await startScaffolder({
    host: sandbox.host,
    apiBaseUrl: sandbox.apiBaseUrl,
    token: sandbox.token,
    readable: [`localhost:${redirecting.port}`],
    entities: [
      ...ACTIONS.flatMap((action, kind) =>
        INTERNAL.map(([, url], index) =>
          fetching(`internal-${kind}-${index}`, action, url()),
        ),
      ),
      fetching(
        'redirected',
        'fetch:plain:file',
        `http://localhost:${redirecting.port}/start`,
      ),
      ...ACTIONS.map((action, kind) => {
        const leaving = fetching(`leaving-${kind}`, action, '../../../etc');
        leaving.metadata.annotations!['backstage.io/managed-by-location'] =
          'file:/srv/templates/one/template.yaml';
        return leaving;
      }),
    ],
  });
  fetches = jest.spyOn(global, 'fetch');
});

beforeEach(() => fetches.mockClear());

afterAll(async () => {
  await scaffolder?.stop();
  await Promise.all([close(inside?.server), close(redirecting?.server)]);
  await sandbox?.stop();
  await rm(stateDir, { recursive: true, force: true });
});

/** Runs a template to its end. */
async function run(name: string): Promise<{ status: string; log: string }> {
  const { body } = await scaffolder
    .post('petra', '/v2/tasks')
    .send({ templateRef: `template:default/${name}`, values: {} })
    .expect(201);
  for (;;) {
    const task = await scaffolder.get('petra', `/v2/tasks/${body.id}`);
    if (!['open', 'processing'].includes(task.body.status)) {
      const events = await scaffolder.get(
        'petra',
        `/v2/tasks/${body.id}/events`,
      );
      return { status: task.body.status, log: JSON.stringify(events.body) };
    }
    await setTimeout(50);
  }
}

/** Where the backend, which is this process, has asked. */
const addressesAsked = () =>
  fetches.mock.calls.map(([input]) =>
    input instanceof Request ? input.url : String(input),
  );

describe.each(ACTIONS)('%s in a template', action => {
  const kind = ACTIONS.indexOf(action);

  it.each(INTERNAL.map(([name], index) => [name, index] as const))(
    'does not read %s',
    async (_, index) => {
      const { status, log } = await run(`internal-${kind}-${index}`);
      expect(status).toBe('failed');
      expect(log).toContain('is not allowed. You may need to configure');
      expect(log).toContain("'backend.reading.allow'");
      expect(inside.asked).toEqual([]);
      expect(addressesAsked()).toEqual([]);
    },
  );

  it('does not leave the folder of the template', async () => {
    const { status, log } = await run(`leaving-${kind}`);
    expect(status).toBe('failed');
    expect(log).toMatch(/Relative path is not allowed/);
  });
});

it('does not follow an allowed host to one that is not', async () => {
  const { status, log } = await run('redirected');
  expect(status).toBe('failed');
  expect(log).toContain(
    `URL not allowed by backend.reading.allow configuration: http://127.0.0.1:${inside.port}/redirected`,
  );
  expect(addressesAsked()).toEqual([
    `http://localhost:${redirecting.port}/start`,
  ]);
  expect(redirecting.asked).toEqual(['/start']);
  expect(inside.asked).toEqual([]);
});

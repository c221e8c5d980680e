import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { ScriptedForge, testConfig } from '../__testUtils__/ScriptedForge';
import { ConditionalReader } from './ConditionalReader';
import { startDeadline } from './deadline';
import { describeForgeError } from './ForgeError';
import { ForgeClients } from './ForgeClients';
import { CONSIDERATE, QUICK } from './poll';

let forge: ScriptedForge;

beforeAll(async () => {
  forge = await ScriptedForge.start();
});
afterEach(() => forge.reset());
afterAll(() => forge.stop());

async function client(
  options: {
    callTimeout?: number;
    now?: () => number;
    signal?: AbortSignal;
  } = {},
) {
  const { callTimeout = 30_000, now, signal } = options;
  const clients = ForgeClients.create({
    config: testConfig(forge.host, { callTimeout }),
    integrations: forge.integrations(),
    now,
  });
  const logger = mockServices.logger.mock();
  const forgeClient = await clients.forRepository(
    { host: forge.host, organisation: 'acme' },
    { logger, signal },
  );
  return { ...forgeClient, logger };
}

const place = { owner: 'acme', repo: 'ledger' };

describe('ForgeClients', () => {
  it('knows a loopback host for one that bears any number of calls', async () => {
    await expect(client()).resolves.toMatchObject({
      pace: QUICK,
      token: 'the-token',
      webUrl: `http://${forge.host}`,
    });
  });

  it('is considerate towards every other host, unless told otherwise', async () => {
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: ['ghe.example.org', 'github.com'].map(host => ({
            host,
            apiBaseUrl: `https://${host}/api/v3`,
            token: 'x',
          })),
        },
      }),
    );
    const clients = ForgeClients.create({
      config: testConfig('github.com', {
        unthrottledHosts: new Set(['ghe.example.org']),
      }),
      integrations,
    });
    const logger = mockServices.logger.mock();
    for (const [host, pace] of [
      ['github.com', CONSIDERATE],
      ['ghe.example.org', QUICK],
    ] as const) {
      await expect(
        clients.forRepository({ host, organisation: 'acme' }, { logger }),
      ).resolves.toMatchObject({ pace, webUrl: `https://${host}` });
    }
  });

  it('does not repeat a call that was refused', async () => {
    const { octokit } = await client();
    for (const status of [401, 403, 404, 409, 422]) {
      forge.answer(status, { message: 'no' });
      await expect(octokit.rest.repos.get(place)).rejects.toMatchObject({
        status,
      });
    }
    expect(forge.requests).toHaveLength(5);
  });

  it('ends a call that is never answered, and one that drips', async () => {
    const { octokit } = await client({ callTimeout: 100 });
    forge.script(() => {});
    await expect(octokit.rest.repos.get(place)).rejects.toThrow('timeout');
    let drip: NodeJS.Timeout;
    forge.script((_req, res) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      drip = setInterval(() => res.write(' '), 10);
    });
    await expect(octokit.rest.repos.get(place)).rejects.toThrow('timeout');
    clearInterval(drip!);
  });

  it('ends with the task', async () => {
    const task = new AbortController();
    const { octokit } = await client({ signal: task.signal });
    forge.script(() => task.abort());
    await expect(octokit.rest.repos.get(place)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('waits as long as the forge asks, says so, and calls again', async () => {
    let time = Date.parse('2026-03-01T12:00:00Z');
    const { octokit, logger } = await client({ now: () => time });
    forge.script((_req, res) => {
      res.writeHead(429, { 'retry-after': '1' }).end('{}');
    });
    forge.script((_req, res) => {
      time += 1000;
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end('{"id":1}');
    });
    await expect(octokit.rest.repos.get(place)).resolves.toMatchObject({
      data: { id: 1 },
    });
    expect(logger.warn).toHaveBeenCalledWith(
      `Waiting for ${forge.host} until 12:00 UTC: its rate limit is reached`,
    );
  });

  it('calls nobody who asked for a longer wait, and says until when', async () => {
    const { octokit } = await client({
      now: () => Date.parse('2026-03-01T12:00:00Z'),
    });
    forge.answer(
      403,
      { message: 'secondary rate limit' },
      { 'retry-after': '3600' },
    );
    const expected = `${forge.host} limits the portal's requests until 13:00 UTC`;
    await expect(octokit.rest.repos.get(place)).rejects.toThrow(expected);
    await expect(octokit.rest.repos.get(place)).rejects.toThrow(expected);
    expect(forge.requests).toHaveLength(1);
  });

  it('asks again for what has not changed at no cost', async () => {
    const { octokit } = await client();
    const reader = ConditionalReader.create(octokit);
    forge.answer(200, { id: 1 }, { etag: '"a"' });
    forge.script((req, res) => {
      res.writeHead(req.headers['if-none-match'] === '"a"' ? 304 : 500).end();
    });
    await expect(reader.get('/x')).resolves.toEqual({ id: 1 });
    await expect(reader.get('/x')).resolves.toEqual({ id: 1 });
  });
});

describe('describeForgeError', () => {
  async function describeAnswer(status: number, body: unknown, next?: string) {
    const { octokit } = await client();
    forge.answer(status, body);
    const error = await octokit.rest.repos.get(place).catch(e => e);
    return describeForgeError(error, 'look for acme/ledger', next);
  }

  it.each([
    [
      403,
      { message: 'Resource not accessible by integration' },
      'NotAllowedError',
      "Could not look for acme/ledger: GET /api/v3/repos/acme/ledger gave 403 (Resource not accessible by integration). Give the portal's GitHub App this permission, then retry.",
    ],
    [
      422,
      { message: 'Validation Failed', errors: [{ message: 'name is bad' }] },
      'ConflictError',
      'Could not look for acme/ledger: GET /api/v3/repos/acme/ledger gave 422 (Validation Failed: name is bad). Correct what it complains about, then start again.',
    ],
    [
      502,
      {},
      'ServiceUnavailableError',
      'Could not look for acme/ledger: GET /api/v3/repos/acme/ledger gave 502 (Unknown error: {}). The forge has a problem at the moment: retry in a while.',
    ],
  ])('tells a %i', async (status, body, name, message) => {
    await expect(describeAnswer(status, body)).resolves.toMatchObject({
      name,
      message,
    });
  });

  it('tells a call without an answer, and carries no token', async () => {
    const { octokit } = await client();
    forge.script(req => {
      req.socket.destroy();
    });
    const error = describeForgeError(
      await octokit.rest.repos.get(place).catch(e => e),
      'look for acme/ledger',
    );
    expect(error.message).toMatch(/gave no answer \(.*\)\. The forge has a/);
    expect(JSON.stringify(error)).not.toContain('the-token');
  });
});

describe('startDeadline', () => {
  it('tells its own end from that of the task', async () => {
    const own = startDeadline(undefined, 1);
    await new Promise(resolve => own.signal.addEventListener('abort', resolve));
    expect([own.expired(), own.remaining()]).toEqual([true, 0]);
    const task = new AbortController();
    const other = startDeadline(task.signal, 60_000);
    task.abort();
    expect([other.signal.aborted, other.expired()]).toEqual([true, false]);
    other.clear();
  });
});

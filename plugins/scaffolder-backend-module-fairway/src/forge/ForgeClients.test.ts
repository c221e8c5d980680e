import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { ScriptedForge, testConfig } from '../__testUtils__/ScriptedForge';
import { ConditionalReader } from './ConditionalReader';
import { startDeadline } from './deadline';
import { describeForgeError } from './ForgeError';
import { ForgeClients } from './ForgeClients';
import { CONSIDERATE, QUICK } from './poll';
import { RateLimits } from './RateLimits';

let forge: ScriptedForge;

beforeAll(async () => {
  forge = await ScriptedForge.start();
});
afterEach(() => forge.reset());
afterAll(() => forge.stop());

async function client(
  options: {
    callTimeout?: number;
    limits?: RateLimits;
    longest?: number;
    onWait?: (milliseconds: number) => void;
    signal?: AbortSignal;
  } = {},
) {
  const { callTimeout = 30_000, limits, ...caller } = options;
  const clients = ForgeClients.create({
    config: testConfig(forge.host, { callTimeout }),
    integrations: forge.integrations(),
    limits,
  });
  const logger = mockServices.logger.mock();
  const forgeClient = await clients.forRepository(
    { host: forge.host, organisation: 'acme' },
    { logger, ...caller },
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

  describe('rate limits', () => {
    let time: number;
    let waits: number[];
    const limits = () =>
      RateLimits.create({
        now: () => time,
        sleep: async milliseconds => {
          waits.push(milliseconds!);
          time += milliseconds!;
          return undefined as never;
        },
      });

    beforeEach(() => {
      time = Date.parse('2026-03-01T12:00:00Z');
      waits = [];
    });

    it('waits as long as the forge asks, says so, and calls again', async () => {
      const onWait = jest.fn();
      const { octokit, logger } = await client({ limits: limits(), onWait });
      forge
        .answer(429, {}, { 'retry-after': '30' })
        .answer(403, { message: 'You have exceeded a secondary rate limit' })
        .answer(200, { id: 1 });
      await expect(octokit.rest.repos.get(place)).resolves.toMatchObject({
        data: { id: 1 },
      });
      // The second refusal in a row says nothing, and counts double.
      expect(waits).toEqual([30_000, 120_000]);
      expect(onWait.mock.calls).toEqual([[30_000], [120_000]]);
      expect(logger.warn.mock.calls).toEqual([
        [
          `Waiting for ${forge.host} until 12:00 UTC: its rate limit is reached`,
        ],
        [
          `Waiting for ${forge.host} until 12:02 UTC: its rate limit is reached`,
        ],
      ]);
    });

    it('calls nobody who asked for a longer wait, and says until when', async () => {
      const { octokit, fetch: call } = await client({ limits: limits() });
      forge.answer(
        403,
        { message: 'secondary rate limit' },
        { 'retry-after': '3600' },
      );
      const expected = {
        name: 'ParkedError',
        message: expect.stringContaining(
          `Waiting for ${forge.host} until 13:00 UTC`,
        ),
      };
      await expect(octokit.rest.repos.get(place)).rejects.toMatchObject(
        expected,
      );
      await expect(octokit.rest.repos.get(place)).rejects.toMatchObject(
        expected,
      );
      await expect(
        call(`http://${forge.host}/acme/ledger.git`, {}),
      ).rejects.toMatchObject(expected);
      expect(forge.requests).toHaveLength(1);
      expect(waits).toEqual([]);
    });

    it('has no patience where a request waits for its answer', async () => {
      const { octokit } = await client({ limits: limits(), longest: 5_000 });
      forge.answer(429, {}, { 'retry-after': '6' });
      await expect(octokit.rest.repos.get(place)).rejects.toMatchObject({
        statusCode: 503,
      });
    });

    it('takes a refusal for what it is where it is no limit', async () => {
      const { fetch: call } = await client({ limits: limits() });
      forge.answer(403, { message: 'Resource not accessible' });
      const response = await call(`http://${forge.host}/x`, {});
      expect([response.status, await response.json()]).toEqual([
        403,
        { message: 'Resource not accessible' },
      ]);
      expect(waits).toEqual([]);
    });

    it('calls GitHub by its name', async () => {
      const known = limits();
      const headers = { 'retry-after': '3600' };
      known.note('github.com', { status: 429, message: '', headers }, 0);
      await expect(
        known.untilAllowed('github.com', { tell: () => {} }),
      ).rejects.toThrow('Waiting for GitHub until 13:00 UTC');
    });
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

  it('has more time after a wait that is not its own', async () => {
    const deadline = startDeadline(undefined, 20);
    deadline.extend(60_000);
    expect(deadline.remaining()).toBeGreaterThan(50_000);
    deadline.extend(-60_020);
    await new Promise(done => deadline.signal.addEventListener('abort', done));
    expect(deadline.expired()).toBe(true);
  });
});

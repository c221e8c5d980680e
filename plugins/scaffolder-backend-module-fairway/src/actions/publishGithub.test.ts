import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { JsonObject } from '@backstage/types';
import { Octokit } from '@octokit/rest';
import { startSandbox } from '@fairway/sandbox';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateConfig } from '../config';
import { ForgeClients } from '../forge/ForgeClients';
import { RateLimits } from '../forge/RateLimits';
import { Break, FaultyForge } from '../__testUtils__/FaultyForge';
import { runAction } from '../__testUtils__/runAction';
import { TestAttempts } from '../__testUtils__/TestAttempts';
import { ScriptedForge, testConfig } from '../__testUtils__/ScriptedForge';
import { createPublishGithubAction } from './publishGithub';

jest.setTimeout(120_000);

const DATE = 'Sun, 01 Mar 2026 12:00:00 GMT';

const directory = createMockDirectory();
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let free: Awaited<ReturnType<typeof startSandbox>>;
let proxy: FaultyForge;
let octokit: Octokit;
let stateDir: string;
let counter = 0;

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'fairway-publish-'));
  const rooms = { runner: false, deployTarget: false };
  sandbox = await startSandbox({
    stateDir: join(stateDir, 'private'),
    ...rooms,
  });
  free = await startSandbox({
    stateDir: join(stateDir, 'free'),
    privateBranchProtection: false,
    ...rooms,
  });
  proxy = await FaultyForge.start(sandbox.url);
  octokit = new Octokit({ baseUrl: sandbox.apiBaseUrl, auth: sandbox.token });
});

afterAll(async () => {
  await proxy?.stop();
  await sandbox?.stop();
  await free?.stop();
  await rm(stateDir, { recursive: true, force: true });
});

/** One request: a name, a task, and what its workspace holds. */
function newRequest(
  options: {
    input?: JsonObject;
    files?: JsonObject;
    forge?: { host: string; token: string };
    config?: Partial<CreateConfig>;
  } = {},
) {
  counter += 1;
  const name = `service-${counter}`;
  const taskId = `00000000-0000-4000-8000-${String(counter).padStart(12, '0')}`;
  const { host, token } = options.forge ?? {
    host: proxy.host,
    token: sandbox.token,
  };
  const workspace = directory.resolve(name);
  directory.addContent({
    [name]: (options.files ?? {
      'README.md': `# ${name}`,
      src: { 'main.ts': 'export {};\n' },
    }) as {},
  });
  const checkpoints = new Map<string, unknown>();

  const attempts = new TestAttempts();
  let time = Date.parse('2026-03-01T12:00:00Z');
  const waits: number[] = [];
  const limits = RateLimits.create({
    now: () => time,
    sleep: async milliseconds => {
      waits.push(milliseconds!);
      time += milliseconds!;
      return undefined as never;
    },
  });

  /** @param remember - whether what was finished before is known, as after a crash that came later. */
  async function attempt(remember = true, signal?: AbortSignal) {
    if (!remember) {
      checkpoints.clear();
    }
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [{ host, apiBaseUrl: `http://${host}/api/v3`, token }],
        },
      }),
    );
    const config = testConfig(host, options.config);
    const action = createPublishGithubAction({
      config,
      fences: attempts.fences(),
      forge: ForgeClients.create({ config, integrations, limits }),
    });
    return runAction(action, {
      input: {
        repoUrl: `${host}?owner=acme&repo=${name}`,
        topics: ['Fairway', 'node'],
        collaborators: [{ team: 'checkout', access: 'push' }],
        requiredStatusCheckContexts: ['test'],
        ...options.input,
      },
      taskId,
      workspacePath: workspace,
      checkpoints,
      signal,
    });
  }

  return {
    name,
    taskId,
    workspace,
    attempt,
    attempts,
    waits,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

/** What is at the forge in the end. */
async function readRepository(name: string) {
  const place = { owner: 'acme', repo: name };
  const [repository, commits, protection, teams] = await Promise.all([
    octokit.rest.repos.get(place),
    octokit.rest.repos.listCommits(place),
    octokit.rest.repos.getBranchProtection({ ...place, branch: 'main' }),
    octokit.rest.repos.listTeams(place),
  ]);
  return {
    homepage: repository.data.homepage,
    topics: repository.data.topics,
    messages: commits.data.map(({ commit }) => commit.message),
    hashes: commits.data.map(({ sha }) => sha),
    checks: protection.data.required_status_checks?.contexts,
    teams: teams.data.map(({ slug, permission }) => [slug, permission]),
  };
}

function complete(taskId: string) {
  return {
    homepage: `http://localhost:7007/create/tasks/${taskId}`,
    topics: ['fairway', 'node'],
    messages: [expect.stringMatching(new RegExp(`Fairway-Request: ${taskId}`))],
    checks: ['test'],
    teams: [['checkout', 'push']],
  };
}

describe('publish:github', () => {
  it('makes a repository with everything that was asked for', async () => {
    const { name, taskId, attempt } = newRequest();
    proxy.reset();
    const { output } = await attempt();
    const repository = await readRepository(name);
    expect(repository).toMatchObject(complete(taskId));
    expect(output).toEqual({
      remoteUrl: `http://${proxy.host}/acme/${name}.git`,
      repoContentsUrl: `${sandbox.url}/acme/${name}/blob/main`,
      commitHash: repository.hashes[0],
      protection: 'applied',
    });
    expect(proxy.requests.filter(call => call.includes('/api/v3/'))).toEqual([
      `GET /api/v3/repos/acme/${name}`,
      'POST /api/v3/orgs/acme/repos',
      expect.stringContaining(`/api/v3/`),
      expect.stringContaining(`/api/v3/`),
      `PUT /api/v3/repos/acme/${name}/branches/main/protection`,
      `GET /api/v3/repos/acme/${name}/branches/main/protection`,
    ]);
  });

  // Every request of a publication, broken before and after the forge has done its work; then the step is repeated,
  // with and without knowing what was finished.
  const faults = Array.from({ length: 8 }, (_, index) => index + 1).flatMap(
    at =>
      (['before', 'after'] as Break[]).flatMap(kind =>
        [true, false].map(remember => ({ at, kind, remember })),
      ),
  );

  it.each(faults)(
    'ends with one repository and one commit though request $at breaks $kind it (checkpoints kept: $remember)',
    async ({ at, kind, remember }) => {
      const { name, taskId, attempt } = newRequest();
      proxy.reset({ at, kind });
      const creates = sandbox.counts()['POST /orgs/{org}/repos'] ?? 0;
      const outcome = await attempt().then(
        () => 'recovered by itself',
        error => error.message as string,
      );
      expect(outcome).toMatch(/retry|recovered by itself/i);
      proxy.reset();
      await attempt(remember);
      await attempt(false);
      expect(await readRepository(name)).toMatchObject(complete(taskId));
      const created = sandbox.counts()['POST /orgs/{org}/repos'] - creates;
      expect(created).toBeLessThanOrEqual(2);
    },
  );

  it.each([
    ['seconds', 429, { 'retry-after': '30' }, [1, 2, 3, 4, 5, 6, 7, 8], 30_000],
    ['nothing', 429, {}, [2], 60_000],
    ['garbage', 403, { 'retry-after': 'soon' }, [6], 60_000],
    [
      'a date',
      403,
      { 'retry-after': 'Sun, 01 Mar 2026 12:02:00 GMT', date: DATE },
      [7],
      120_000,
    ],
    [
      'an exhausted quota',
      403,
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Date.parse(DATE) / 1000 + 240),
        date: DATE,
      },
      [8],
      241_000,
    ],
  ])(
    'waits as a forge asks by %s',
    async (_, status, headers, calls, expected) => {
      for (const at of calls) {
        const { name, taskId, attempt, waits } = newRequest();
        proxy.reset({ at, kind: 'refused', status, headers });
        const { logger } = await attempt();
        expect([at, waits]).toEqual([at, [expected]]);
        expect(logger.warn).toHaveBeenCalledWith(
          expect.stringMatching(/^Waiting for \S+ until 12:0\d UTC/),
        );
        expect(await readRepository(name)).toMatchObject(complete(taskId));
      }
    },
  );

  it('is parked when the forge wants no calls for long, and makes none', async () => {
    for (let at = 1; at <= 8; at++) {
      const { name, taskId, attempt, waits, pass } = newRequest();
      const headers = { 'retry-after': '3600' };
      proxy.reset({ at, kind: 'refused', status: 429, headers });
      const parked = {
        name: 'ParkedError',
        message: expect.stringMatching(/^Waiting for \S+ until 13:00 UTC\n/),
      };
      await expect(attempt()).rejects.toMatchObject(parked);
      // Three may be under way at once.
      expect(proxy.requests.length).toBeLessThanOrEqual(at + 2);
      proxy.reset();
      pass(2_000_000);
      await expect(attempt()).rejects.toMatchObject({ name: 'ParkedError' });
      expect(proxy.requests).toEqual([]);
      pass(1_600_000);
      await attempt();
      expect(waits).toEqual([]);
      expect(await readRepository(name)).toMatchObject(complete(taskId));
    }
  });

  it('makes no further call once another worker has taken its task up', async () => {
    for (let at = 1; at < 8; at++) {
      const { name, taskId, attempt, attempts } = newRequest();
      const meanwhile = () => {
        attempts.attempt += 1;
      };
      proxy.reset({ at, kind: 'late', meanwhile });
      const { signal } = new AbortController();
      const stopped = attempt(true, signal);
      stopped.catch(() => {});
      while (attempts.logger.warn.mock.calls.length === 0) {
        await new Promise(setImmediate);
      }
      expect(proxy.requests.length).toBeLessThanOrEqual(at + 2);
      // What the other worker does meanwhile.
      proxy.reset();
      await attempt(false, new AbortController().signal);
      expect(await readRepository(name)).toMatchObject(complete(taskId));
      attempts.status = 'completed';
      await expect(stopped).rejects.toThrow('Another worker');
    }
  });

  it("leaves somebody else's repository alone", async () => {
    const { name, attempt } = newRequest();
    await octokit.rest.repos.createInOrg({
      org: 'acme',
      name,
      homepage: 'http://localhost:7007/create/tasks/another',
    });
    proxy.reset();
    await expect(attempt()).rejects.toThrow(
      `Repository acme/${name} already exists and was not created by this request`,
    );
    expect(proxy.requests).toEqual([`GET /api/v3/repos/acme/${name}`]);
  });

  it('never pushes over a history that it did not begin', async () => {
    const { name, taskId, attempt } = newRequest();
    await octokit.rest.repos.createInOrg({
      org: 'acme',
      name,
      homepage: `http://localhost:7007/create/tasks/${taskId}`,
    });
    await octokit.rest.repos.createOrUpdateFileContents({
      owner: 'acme',
      repo: name,
      path: 'mine.txt',
      message: 'Mine',
      content: 'bWluZQ==',
    });
    await expect(attempt()).rejects.toThrow(
      'already has another history on main; nothing was written to it',
    );
  });

  it('keeps its first commit when somebody has pushed on top of it', async () => {
    const { name, attempt } = newRequest({
      input: { protectDefaultBranch: false },
    });
    const first = await attempt();
    await octokit.rest.repos.createOrUpdateFileContents({
      owner: 'acme',
      repo: name,
      path: 'more.txt',
      message: 'More',
      content: 'bW9yZQ==',
      branch: 'main',
    });
    const second = await attempt(false);
    expect(second.output.commitHash).toBe(first.output.commitHash);
  });

  it('pushes nothing when the workspace is lost', async () => {
    const { name, attempt } = newRequest({ files: {} });
    await expect(attempt()).rejects.toThrow(
      'There are no files to publish: what earlier steps had rendered is lost',
    );
    await expect(
      octokit.rest.repos.get({ owner: 'acme', repo: name }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('goes on without the workspace once its commit is there', async () => {
    const { name, taskId, workspace, attempt } = newRequest();
    proxy.reset({ at: 8, kind: 'before' });
    await attempt().catch(() => {});
    proxy.reset();
    await attempt(false);
    await rm(workspace, { recursive: true });
    await attempt(false);
    expect(await readRepository(name)).toMatchObject(complete(taskId));
  });

  it.each([
    [
      'a description that is another',
      { expectedEntity: { description: 'other' } },
      'metadata.description is not what was asked for',
    ],
    ['an organisation', { repoUrl: 'X?owner=globex&repo=x' }, 'repoUrl:'],
    ["another organisation's team", { access: 'globex/x' }, 'access:'],
  ])('refuses %s before there is a repository', async (_, input, message) => {
    const { name, attempt } = newRequest({
      input,
      files: {
        'catalog-info.yaml': 'metadata:\n  name: x\n  description: y\n',
      },
    });
    await expect(attempt()).rejects.toThrow(message);
    await expect(
      octokit.rest.repos.get({ owner: 'acme', repo: name }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('ends with the task, or when its own time is over', async () => {
    const silent = await ScriptedForge.start();
    const request = (publishTimeout: number) =>
      newRequest({
        forge: { host: silent.host, token: 'x' },
        config: { publishTimeout },
      });
    silent.script(() => {});
    await expect(request(50).attempt()).rejects.toThrow(
      'Publishing took longer than 0.05 seconds. Retry; what was done so far is kept.',
    );
    const task = new AbortController();
    silent.script(() => task.abort());
    await expect(request(60_000).attempt(true, task.signal)).rejects.toThrow(
      'The request was cancelled',
    );
    await silent.stop();
  });

  it('fails when a team cannot be given access', async () => {
    const { attempt } = newRequest({
      input: { collaborators: [{ team: 'nobody', access: 'push' }] },
    });
    await expect(attempt()).rejects.toThrow(
      /^Could not give nobody push access to acme\/service-\d+: PUT .* gave 404/,
    );
  });

  it('fails without branch protection, unless it is only preferred', async () => {
    const required = newRequest({ forge: free });
    await expect(required.attempt()).rejects.toThrow(
      'Branch protection of private repositories needs a paid plan',
    );
    const preferred = newRequest({
      forge: free,
      input: { protection: 'preferred' },
    });
    const { output, logger } = await preferred.attempt();
    expect(output.protection).toBe('missing');
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('main is NOT protected'),
    );
  });
});

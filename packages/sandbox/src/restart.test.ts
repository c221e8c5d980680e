import Database from 'better-sqlite3';
import { Octokit } from '@octokit/rest';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SandboxProcess } from './__testUtils__/SandboxProcess';

const execute = promisify(execFile);
const token = 'portal-token';
const at = { owner: 'acme', repo: 'kept' };

jest.setTimeout(60_000);

describe('a sandbox that is killed', () => {
  let folder: string;
  let sandbox: SandboxProcess;

  const start = () =>
    SandboxProcess.start({
      FAIRWAY_STATE: join(folder, 'state'),
      FAIRWAY_FORGE_TOKEN: token,
      FAIRWAY_WEBHOOK_SECRET: 'secret',
      // Nobody listens there.
      FAIRWAY_WEBHOOK_URL: 'http://127.0.0.1:9/',
    });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restart-'));
    sandbox = await start();
  });
  afterEach(async () => {
    await sandbox.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const octokit = () =>
    new Octokit({ auth: token, baseUrl: `${sandbox.url}/api/v3` });

  async function git(...args: string[]): Promise<string> {
    const { stdout } = await execute('git', args, {
      cwd: folder,
      env: {
        ...process.env,
        HOME: folder,
        GIT_AUTHOR_NAME: 'Dana',
        GIT_AUTHOR_EMAIL: 'dana@example.org',
        GIT_COMMITTER_NAME: 'Dana',
        GIT_COMMITTER_EMAIL: 'dana@example.org',
      },
    });
    return stdout.trim();
  }

  const push = () =>
    git(
      '-C',
      'clone',
      'push',
      '-q',
      `http://x:${token}@${sandbox.host}/acme/kept.git`,
      'main',
    );

  async function commit(): Promise<string> {
    await git('-C', 'clone', 'commit', '-q', '--allow-empty', '-m', 'Next');
    return git('-C', 'clone', 'rev-parse', 'HEAD');
  }

  /** Where every push that a webhook was told of went. */
  async function toldPushes(): Promise<string[]> {
    const [hook] = (await octokit().orgs.listWebhooks({ org: 'acme' })).data;
    const query = { org: 'acme', hook_id: hook.id };
    const deliveries = await octokit().orgs.listWebhookDeliveries({
      ...query,
      per_page: 100,
    });
    const pushes: string[] = [];
    for (const { id, event } of deliveries.data) {
      if (event === 'push') {
        const { data } = await octokit().orgs.getWebhookDelivery({
          ...query,
          delivery_id: id,
        });
        pushes.push(data.request.payload?.after as string);
      }
    }
    return pushes;
  }

  it('has everything that it acknowledged, and told all of it', async () => {
    await octokit().repos.createInOrg({ org: 'acme', name: at.repo });
    await git('init', '-q', '-b', 'main', 'clone');
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const sha = await commit();
      await push();
      acknowledged.push(sha);
    }
    const deployment = await octokit().repos.createDeployment({
      ...at,
      ref: 'main',
      environment: 'staging',
      auto_merge: false,
      required_contexts: [],
    });
    expect(await sandbox.end('SIGKILL')).toBe('SIGKILL');

    sandbox = await start();
    const branch = await octokit().repos.getBranch({ ...at, branch: 'main' });
    expect(branch.data.commit.sha).toBe(acknowledged[2]);
    const kept = await octokit().repos.listDeployments(at);
    expect(kept.data.map(({ id }) => id)).toEqual([
      (deployment.data as { id: number }).id,
    ]);
    expect(await toldPushes()).toEqual(expect.arrayContaining(acknowledged));
    const people = await octokit().orgs.listMembers({ org: 'acme' });
    expect(people.data).toHaveLength(4);
    await commit();
    await push();
  });

  it('is whole after a push that was cut off anywhere', async () => {
    await octokit().repos.createInOrg({ org: 'acme', name: at.repo });
    await git('init', '-q', '-b', 'main', 'clone');
    await commit();
    await push();
    for (const delay of [5, 25, 50, 100]) {
      await commit();
      // The moment is not told to us by anything: several are tried.
      const pushing = push().catch(() => undefined);
      await new Promise(resolve => setTimeout(resolve, delay));
      await sandbox.end('SIGKILL');
      await pushing;
      sandbox = await start();
      const [stored] = (await octokit().repos.listBranches(at)).data;
      const inGit = await git(
        'ls-remote',
        `http://x:${token}@${sandbox.host}/acme/kept.git`,
        'refs/heads/main',
      );
      expect(inGit.split('\t')[0]).toBe(stored.commit.sha);
      expect(await toldPushes()).toContain(stored.commit.sha);
    }
  });

  it('tells at the next start what moved and was not yet told', async () => {
    await octokit().repos.createInOrg({ org: 'acme', name: at.repo });
    await git('init', '-q', '-b', 'main', 'clone');
    await commit();
    await push();
    await sandbox.end('SIGKILL');
    const state = join(folder, 'state/sandbox');
    // As a crash between Git and the store leaves it: the ref has moved, the push is only begun.
    const sha = await commit();
    await git(
      '-C',
      'clone',
      'push',
      '-q',
      join(state, 'repositories/acme/kept.git'),
      'main',
    );
    const database = new Database(join(state, 'sandbox.sqlite'));
    const { id } = database
      .prepare(`SELECT id FROM repositories WHERE name = 'kept'`)
      .get() as { id: number };
    database.prepare(`INSERT INTO open_pushes VALUES (?, 'dana', 0)`).run(id);
    database.close();
    sandbox = await start();
    expect(await toldPushes()).toContain(sha);
    const branch = await octokit().repos.getBranch({ ...at, branch: 'main' });
    expect(branch.data.commit.sha).toBe(sha);
  });

  it('ends cleanly when asked to', async () => {
    expect(await sandbox.end('SIGTERM')).toBe(0);
    sandbox = await start();
  });

  it('says in one line that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(
      SandboxProcess.start({
        FAIRWAY_STATE: join(folder, 'other'),
        FAIRWAY_FORGE_PORT: String(port),
      }),
    ).rejects.toThrow(
      new RegExp(`start: Port ${port} is taken, .*FAIRWAY_FORGE_PORT\\.\\n$`),
    );
    other.close();
  });
});

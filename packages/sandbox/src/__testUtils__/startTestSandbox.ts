import { Octokit } from '@octokit/rest';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Sandbox, SandboxOptions, startSandbox } from '../startSandbox';

const execute = promisify(execFile);

export const oauth = {
  clientId: 'portal',
  clientSecret: 'portal-secret',
  callbackUrls: ['http://localhost:7007/api/auth/github/handler/frame'],
};

export interface TestSandbox extends Sandbox {
  /** A folder of its own, beside the state. */
  folder: string;
  stateDir: string;
  /** Octokit with a token; without one it asks as nobody. */
  octokit(token?: string): Octokit;
  /** The token of somebody who signs in and grants these scopes. */
  signIn(login: string, scopes?: string): Promise<string>;
  /** The machine's git, in a folder. Rejects with what it wrote on stderr. */
  git(cwd: string, ...args: string[]): Promise<string>;
  /** The address to clone from, with a token in it. */
  cloneUrl(fullName: string, token?: string): string;
  /** A new repository of the organisation with one commit on main, cloned into a folder: tells which. */
  newClone(name: string): Promise<string>;
  /** Stops, and deletes everything. */
  remove(): Promise<void>;
}

/** A sandbox with its seed in a temporary folder; without workflows and deploy target unless they are asked for. */
export async function startTestSandbox(
  options: Partial<SandboxOptions> = {},
): Promise<TestSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const stateDir = options.stateDir ?? join(folder, 'state');
  const sandbox = await startSandbox({
    oauth,
    runner: false,
    deployTarget: false,
    ...options,
    stateDir,
  });
  const test: TestSandbox = {
    ...sandbox,
    folder,
    stateDir,
    octokit: token =>
      new Octokit({
        auth: token,
        baseUrl: sandbox.apiBaseUrl,
        log: { debug() {}, info() {}, warn() {}, error() {} },
      }),
    signIn: (login, scopes = 'repo read:org') => signIn(sandbox, login, scopes),
    git: async (cwd, ...args) => {
      const { stdout } = await execute('git', args, {
        cwd,
        env: gitEnvironment(folder),
      });
      return stdout.trim();
    },
    newClone: name => newClone(test, name),
    cloneUrl: (fullName, token = sandbox.token) =>
      `http://x-access-token:${token}@${sandbox.host}/${fullName}.git`,
    remove: async () => {
      await sandbox.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return test;
}

async function newClone(sandbox: TestSandbox, name: string): Promise<string> {
  await sandbox
    .octokit(sandbox.token)
    .repos.createInOrg({ org: 'acme', name, private: true });
  const folder = join(sandbox.folder, name);
  const url = sandbox.cloneUrl(`acme/${name}`);
  await sandbox.git(sandbox.folder, 'clone', '-q', url, name);
  await writeFile(join(folder, 'README.md'), `# ${name}\n`);
  await sandbox.git(folder, 'checkout', '-q', '-B', 'main');
  await sandbox.git(folder, 'add', '.');
  await sandbox.git(folder, 'commit', '-q', '-m', 'Begin');
  await sandbox.git(folder, 'push', '-q', 'origin', 'main');
  return folder;
}

function gitEnvironment(home: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Dana Osei',
    GIT_AUTHOR_EMAIL: 'dana@example.org',
    GIT_COMMITTER_NAME: 'Dana Osei',
    GIT_COMMITTER_EMAIL: 'dana@example.org',
  };
}

async function signIn(
  sandbox: Sandbox,
  login: string,
  scope: string,
): Promise<string> {
  const query = new URLSearchParams({
    client_id: oauth.clientId,
    redirect_uri: oauth.callbackUrls[0],
    scope,
  });
  const chosen = await fetch(`${sandbox.url}/login/oauth/authorize?${query}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ login }),
  });
  const back = new URL(chosen.headers.get('location')!);
  const granted = await fetch(`${sandbox.url}/login/oauth/access_token`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      client_id: oauth.clientId,
      client_secret: oauth.clientSecret,
      code: back.searchParams.get('code')!,
    }),
  });
  return (await granted.json()).access_token;
}

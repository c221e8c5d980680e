import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

import { SandboxProcess } from './SandboxProcess';
import { Sandbox, SandboxOptions, startSandbox } from '../startSandbox';

const run = promisify(execFile);

const TOKEN = 'token-of-the-portal';

/** Files by path; undefined removes one. */
export type Files = Record<string, string | Buffer | undefined>;

/** A real sandbox on a folder of its own, and what tests do with it: calls of the API, pushes, waiting. */
export class TestSandbox {
  readonly directory: string;
  readonly #options: Partial<SandboxOptions>;
  #sandbox: Sandbox | undefined;
  #kill: (() => Promise<void>) | undefined;

  constructor(options: Partial<SandboxOptions> = {}) {
    this.directory = realpathSync(mkdtempSync(join(tmpdir(), 'sandbox-test-')));
    this.#options = options;
  }

  get stateDir(): string {
    return join(this.directory, 'state', 'sandbox');
  }

  get sandbox(): Sandbox {
    if (!this.#sandbox) {
      throw new Error('The sandbox is not started');
    }
    return this.#sandbox;
  }

  async start(): Promise<void> {
    this.#sandbox = await startSandbox({
      stateDir: this.stateDir,
      portalToken: TOKEN,
      seed: false,
      ...this.#options,
    });
  }

  /** Starts it as a process of its own, which can be killed, on the same folder. */
  async startProcess(environment: Record<string, string> = {}): Promise<void> {
    const { url, host, end } = await this.#spawn(environment);
    this.#sandbox = {
      url,
      host,
      apiBaseUrl: `${url}/api/v3`,
      token: TOKEN,
      counts: () => ({}),
      stop: () => end('SIGTERM'),
    };
    this.#kill = () => end('SIGKILL');
  }

  /** Kills the process: nothing is tidied up. */
  async kill(): Promise<void> {
    await this.#kill?.();
    this.#kill = undefined;
    this.#sandbox = undefined;
  }

  async stop(): Promise<void> {
    await this.#sandbox?.stop();
    this.#kill = undefined;
    this.#sandbox = undefined;
  }

  async #spawn(environment: Record<string, string>) {
    const started = await SandboxProcess.start({
      FAIRWAY_STATE: join(this.directory, 'state'),
      FAIRWAY_FORGE_TOKEN: TOKEN,
      ...environment,
    });
    return {
      url: started.url,
      host: started.host,
      end: async (signal: 'SIGKILL' | 'SIGTERM') => {
        await started.end(signal);
      },
    };
  }

  /** Stops it and removes its folder. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Calls the API as the portal. */
  async call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: any }> {
    const response = await this.fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text && JSON.parse(text) };
  }

  /** As {@link TestSandbox.call}, for answers that are no JSON. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.sandbox.apiBaseUrl}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${this.sandbox.token}`,
        ...init.headers,
      },
    });
  }

  /** Makes a repository in the organisation. */
  async createRepository(name: string): Promise<void> {
    const { status, body } = await this.call('POST', '/orgs/acme/repos', {
      name,
      private: true,
    });
    if (status !== 201) {
      throw new Error(`The repository was not made: ${JSON.stringify(body)}`);
    }
  }

  /** Commits files on top of a branch (a new one begins at main) and pushes it; returns the commit. */
  async push(
    repository: string,
    files: Files,
    options: { branch?: string; message?: string } = {},
  ): Promise<string> {
    const { branch = 'main', message = 'Change files' } = options;
    const folder = join(this.directory, 'clones', `${repository}-${branch}`);
    const git = (...args: string[]) => this.#git(folder, args);
    mkdirSync(folder, { recursive: true });
    await git('init', '--quiet', '--initial-branch', branch);
    const remote = this.remote(repository);
    const listed = await git('ls-remote', remote, 'refs/heads/*');
    const base = [branch, 'main'].find(name =>
      listed.split('\n').some(line => line.endsWith(`refs/heads/${name}`)),
    );
    if (base) {
      await git('fetch', '--quiet', remote, base);
      await git('reset', '--quiet', '--hard', 'FETCH_HEAD');
    }
    for (const [path, content] of Object.entries(files)) {
      const file = join(folder, path);
      if (content === undefined) {
        rmSync(file, { recursive: true });
      } else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    }
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '--message', message);
    await git('push', '--quiet', remote, `HEAD:refs/heads/${branch}`);
    return git('rev-parse', 'HEAD');
  }

  /** The address that `git` reaches a repository at, with the portal's token. */
  remote(repository: string): string {
    const { host, token } = this.sandbox;
    return `http://x-access-token:${token}@${host}/acme/${repository}.git`;
  }

  async #git(cwd: string, args: string[]): Promise<string> {
    const { stdout } = await run('git', args, {
      cwd,
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Dana',
        GIT_AUTHOR_EMAIL: 'dana@example.org',
        GIT_COMMITTER_NAME: 'Dana',
        GIT_COMMITTER_EMAIL: 'dana@example.org',
      },
    });
    return stdout.trim();
  }
}

/** Asks again until there is an answer; the time a test may take is the limit. */
export async function eventually<T>(
  ask: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) {
      return answer;
    }
    await delay(25);
  }
}

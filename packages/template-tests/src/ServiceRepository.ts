import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { writeFiles } from './writeFiles';

const run = promisify(execFile);

/** How a command of a test ended. */
export interface Outcome {
  code: number;
  output: string;
}

/** A clone of the service's repository in which one CI job works, as `actions/checkout` makes it. */
export interface JobClone {
  folder: string;
  revision: string;
  run(script: string, environment: Record<string, string>): Promise<Outcome>;
}

// Only what the test says, nothing of this machine; and no waiting for the disk.
const environment = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'core.fsync',
  GIT_CONFIG_VALUE_0: 'none',
};

async function git(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', folder, ...args], {
    env: {
      ...environment,
      GIT_AUTHOR_NAME: 'Dana',
      GIT_AUTHOR_EMAIL: 'dana@example.org',
      GIT_COMMITTER_NAME: 'Dana',
      GIT_COMMITTER_EMAIL: 'dana@example.org',
    },
  });
  return stdout;
}

/** A bare repository that stands for the forge, with a rendered service on its branch main. */
export class ServiceRepository {
  readonly #folder: string;
  #clones = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async create(files: Map<string, string>): Promise<ServiceRepository> {
    const folder = await mkdtemp(join(tmpdir(), 'service-'));
    const repository = new ServiceRepository(folder);
    await git(
      folder,
      'init',
      '--quiet',
      '--bare',
      '--initial-branch=main',
      'origin.git',
    );
    const work = join(folder, 'work');
    await git(folder, 'init', '--quiet', '--initial-branch=main', 'work');
    await writeFiles(work, files);
    await git(work, 'add', '--all');
    await git(work, 'commit', '--quiet', '--message=Create');
    await git(work, 'push', '--quiet', repository.origin, 'main');
    return repository;
  }

  /** The same again, for a test of its own: cheaper than making it anew. */
  async copy(): Promise<ServiceRepository> {
    const folder = await mkdtemp(join(tmpdir(), 'service-'));
    const repository = new ServiceRepository(folder);
    await cp(this.origin, repository.origin, { recursive: true });
    return repository;
  }

  get origin(): string {
    return join(this.#folder, 'origin.git');
  }

  /** A fresh, shallow clone, in which the scripts find no identity and no configuration of this machine. */
  async clone(): Promise<JobClone> {
    this.#clones += 1;
    const folder = join(this.#folder, `job-${this.#clones}`);
    await git(
      this.#folder,
      'clone',
      '--quiet',
      '--depth=1',
      '--branch=main',
      `file://${this.origin}`,
      folder,
    );
    const revision = (await git(folder, 'rev-parse', 'HEAD')).trim();
    return {
      folder,
      revision,
      run: (script, variables) =>
        run(process.execPath, [script], {
          cwd: folder,
          env: { ...environment, ...variables },
        }).then(
          ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
          error => ({ code: error.code, output: error.stdout + error.stderr }),
        ),
    };
  }

  /** Refuses the pushes for which the hook, a shell script, ends with another code than 0. */
  async refusePushes(hook: string): Promise<void> {
    await writeFile(
      join(this.origin, 'hooks/pre-receive'),
      `#!/bin/sh\n${hook}\n`,
      { mode: 0o755 },
    );
  }

  /** The subjects of the commits on `deploy`, the newest first. */
  async history(): Promise<string[]> {
    return (await git(this.origin, 'log', '--format=%s', 'deploy'))
      .trim()
      .split('\n');
  }

  async list(): Promise<string[]> {
    return (await git(this.origin, 'ls-tree', '-r', '--name-only', 'deploy'))
      .trim()
      .split('\n');
  }

  async show(path: string): Promise<string> {
    return git(this.origin, 'show', `deploy:${path}`);
  }

  async read(path: string): Promise<any> {
    return parse(await this.show(path));
  }

  /** The object of a folder on `deploy`: equal for equal contents. */
  async treeOf(folder: string): Promise<string> {
    return (await git(this.origin, 'rev-parse', `deploy:${folder}`)).trim();
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

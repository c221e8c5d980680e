import { execFile } from 'node:child_process';

export interface GitOptions {
  /** The folder of a bare repository: becomes `--git-dir`. */
  repository?: string;
  cwd?: string;
  input?: string | Buffer;
  environment?: Record<string, string>;
}

/** Git ended with another exit code than 0. */
export class GitError extends Error {
  readonly exitCode: number;
  readonly stderr: string;

  constructor(args: readonly string[], exitCode: number, stderr: string) {
    super(`git ${args[0]} failed (exit ${exitCode}): ${stderr.trim()}`);
    this.name = 'GitError';
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

const configuration: ReadonlyArray<readonly [string, string]> = [
  ['safe.directory', '*'],
  // What a push is told to have stored must be on the disk: objects come as one pack, synced, and refs are synced too.
  ['core.fsync', 'committed,reference'],
  ['receive.unpackLimit', '1'],
  ['receive.fsckObjects', 'true'],
  ['receive.autogc', 'false'],
  ['uploadpack.allowAnySHA1InWant', 'true'],
  ['uploadpack.allowFilter', 'true'],
  ['init.defaultBranch', 'main'],
];

/** Runs the machine's git, never through a shell and without its user's configuration. */
export class Git {
  readonly #home: string;

  constructor(home: string) {
    this.#home = home;
  }

  /** What git writes on stdout. Throws {@link GitError}. */
  run(args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
    const all = options.repository
      ? ['--git-dir', options.repository, ...args]
      : [...args];
    return new Promise((resolve, reject) => {
      const child = execFile(
        'git',
        all,
        {
          cwd: options.cwd,
          env: this.environment(options.environment),
          encoding: 'buffer',
          maxBuffer: 512 * 1024 * 1024,
        },
        (error, stdout, stderr) => {
          if (!error) {
            resolve(stdout);
          } else if (typeof error.code === 'number') {
            reject(new GitError(args, error.code, stderr.toString()));
          } else {
            reject(error);
          }
        },
      );
      // Git may end without reading its input; the exit code tells.
      child.stdin?.on('error', () => {});
      child.stdin?.end(options.input ?? '');
    });
  }

  /** As {@link Git.run}, for text; the line end at the end is cut off. */
  async text(
    args: readonly string[],
    options: GitOptions = {},
  ): Promise<string> {
    const output = await this.run(args, options);
    return output.toString('utf8').replace(/\n$/, '');
  }

  /** The environment every git process gets, built from scratch; `more` is git configuration for this one. */
  environment(
    extra: Record<string, string> = {},
    more: ReadonlyArray<readonly [string, string]> = [],
  ): NodeJS.ProcessEnv {
    const all = [...configuration, ...more];
    const settings: Record<string, string> = {
      GIT_CONFIG_COUNT: String(all.length),
    };
    all.forEach(([key, value], index) => {
      settings[`GIT_CONFIG_KEY_${index}`] = key;
      settings[`GIT_CONFIG_VALUE_${index}`] = value;
    });
    return {
      NODE_ENV: process.env.NODE_ENV,
      PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
      HOME: this.#home,
      LC_ALL: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      ...settings,
      ...extra,
    };
  }
}

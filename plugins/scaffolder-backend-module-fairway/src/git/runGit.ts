import { spawn } from 'node:child_process';
import { devNull } from 'node:os';

/** One run of the git binary. */
export interface GitRun {
  args: string[];
  /** The repository's own directory. */
  gitDir: string;
  /** Configuration for this run only. It travels in the environment, so it may hold a credential. */
  config?: Record<string, string>;
  signal?: AbortSignal;
}

/** What git said when it failed. */
export class GitError extends Error {
  readonly stderr: string;

  constructor(command: string, code: number | string, stderr: string) {
    super(`git ${command} failed (${code}): ${stderr.trim().slice(-2000)}`);
    this.name = 'GitError';
    this.stderr = stderr;
  }
}

// Nothing of the machine's git configuration takes part: no hooks, helpers, prompts or rewritten addresses.
const CONFIG = {
  'core.hooksPath': devNull,
  'core.fsmonitor': 'false',
  'credential.helper': '',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'protocol.allow': 'never',
  'protocol.http.allow': 'always',
  'protocol.https.allow': 'always',
  'http.followRedirects': 'false',
  'http.lowSpeedLimit': '1',
  'http.lowSpeedTime': '30',
};

const PASSED_ON = [
  'PATH',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
  'GIT_EXEC_PATH',
  'SystemRoot',
];

function environment(run: GitRun): NodeJS.ProcessEnv {
  const settings = Object.entries({ ...CONFIG, ...run.config });
  return {
    ...Object.fromEntries(
      PASSED_ON.flatMap(name =>
        process.env[name] === undefined ? [] : [[name, process.env[name]]],
      ),
    ),
    HOME: run.gitDir,
    LC_ALL: 'C',
    GIT_DIR: run.gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

/**
 * Runs git without a shell, in an environment made from scratch, and gives back what it printed.
 *
 * @throws GitError when git fails; the signal's reason when it was aborted, with every process of the run gone.
 */
export function runGit(run: GitRun): Promise<string> {
  const { args, signal } = run;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn('git', args, {
      cwd: run.gitDir,
      env: environment(run),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that git's helpers end with it.
      detached: process.platform !== 'win32',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', text => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', text => (stderr += text));
    const abort = () => killGroup(child.pid);
    signal?.addEventListener('abort', abort, { once: true });
    child.once('error', error => {
      signal?.removeEventListener('abort', abort);
      reject(new GitError(args[0], error.message, stderr));
    });
    child.once('close', (code, killedBy) => {
      signal?.removeEventListener('abort', abort);
      if (signal?.aborted) {
        reject(signal.reason);
      } else if (code === 0) {
        resolve(stdout);
      } else {
        reject(new GitError(args[0], code ?? killedBy ?? 'unknown', stderr));
      }
    });
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}

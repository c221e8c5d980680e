import { ChildProcess, spawn } from 'node:child_process';
import { AddressInfo, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { LineSplitter } from '../processes/LineSplitter';
import { ProcessIdentity, startTime } from '../processes/startTime';
import { terminateGroup } from '../processes/terminateGroup';
import { RotatingLog } from './RotatingLog';

/** How often a release is asked whether it is ready. */
const PROBE_MILLISECONDS = 100;
const PROBE_TIMEOUT_MILLISECONDS = 2000;

/** What a process is started with. */
export interface ProcessOptions {
  command: string;
  directory: string;
  environment: Record<string, string>;
  log: RotatingLog;
  graceMilliseconds: number;
}

/** A port that is free on the loopback interface now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** One running copy of a release: a process group of its own that listens on a loopback port. */
export class ReleaseProcess {
  readonly port: number;
  /** Resolves with how it ended, as words. */
  readonly exited: Promise<string>;
  readonly #child: ChildProcess;
  readonly #graceMilliseconds: number;
  #end: string | undefined;

  private constructor(port: number, options: ProcessOptions) {
    const { command, directory, environment, log } = options;
    this.port = port;
    this.#graceMilliseconds = options.graceMilliseconds;
    this.#child = spawn('sh', ['-c', command], {
      cwd: directory,
      // Typed with NODE_ENV by the portal's types; it is there.
      env: {
        ...environment,
        PORT: String(port),
        HOST: '127.0.0.1',
      } as unknown as NodeJS.ProcessEnv,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      const splitter = new LineSplitter(line => log.write(line));
      stream?.on('data', chunk => splitter.push(chunk));
      stream?.on('end', () => splitter.end());
    }
    this.exited = new Promise(resolve => {
      const ended = (how: string) => {
        this.#end ??= how;
        resolve(this.#end);
      };
      this.#child.once('error', error => ended(error.message));
      this.#child.once('exit', (code, signal) =>
        ended(signal ? `ended by ${signal}` : `exit code ${code}`),
      );
      this.#child.once('close', () => log.close());
    });
  }

  static async start(options: ProcessOptions): Promise<ReleaseProcess> {
    return new ReleaseProcess(await freePort(), options);
  }

  get identity(): ProcessIdentity | undefined {
    const { pid } = this.#child;
    return pid ? { pid, started: startTime(pid) ?? '' } : undefined;
  }

  /**
   * Resolves once /readyz answers 200.
   *
   * @throws Error when the process ends before, or the time is up
   */
  async untilReady(deadlineMilliseconds: number, signal: AbortSignal) {
    const deadline = performance.now() + deadlineMilliseconds;
    while (performance.now() < deadline) {
      signal.throwIfAborted();
      if (this.#end) {
        throw new Error(`The process ended before it was ready: ${this.#end}`);
      }
      if (await this.#isReady()) {
        return;
      }
      await delay(PROBE_MILLISECONDS);
    }
    throw new Error(
      `/readyz did not answer 200 within ${Math.round(deadlineMilliseconds / 1000)} s`,
    );
  }

  /** Ends it: TERM, and KILL after the grace. */
  async stop(): Promise<void> {
    const { pid } = this.#child;
    if (pid) {
      await terminateGroup(pid, this.#graceMilliseconds);
    }
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  async #isReady(): Promise<boolean> {
    try {
      const response = await fetch(`http://127.0.0.1:${this.port}/readyz`, {
        signal: AbortSignal.timeout(PROBE_TIMEOUT_MILLISECONDS),
        redirect: 'manual',
      });
      await response.body?.cancel();
      return response.status === 200;
    } catch {
      // It does not listen yet.
      return false;
    }
  }
}

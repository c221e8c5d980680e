import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

import { ProcessIdentity, startTime } from '../../processes/startTime';
import { signalGroup, terminateGroup } from '../../processes/terminateGroup';
import { LineSplitter } from '../../processes/LineSplitter';

/** How long a process gets between TERM and KILL. */
export const DEFAULT_GRACE = 10_000;

/** How long output is still read after a process ended, when something else holds its pipe. */
const DRAIN_MILLISECONDS = 1000;

/** A program to run for a step. */
export interface Command {
  file: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** Called for each line of stdout and stderr. */
  onLine: (line: string) => void;
}

/**
 * The processes of one job, each in a process group of its own. A process that a
 * step leaves behind runs on for the steps after it, and ends with the job.
 */
export class StepProcesses {
  readonly #groups = new Set<number>();
  readonly #grace: number;
  readonly #onStart: (identity: ProcessIdentity) => void;
  readonly #terminations = new Map<number, Promise<void>>();

  constructor(options: {
    graceMilliseconds?: number;
    /** Is told of each process, so that it can be found after a crash. */
    onStart: (identity: ProcessIdentity) => void;
  }) {
    this.#grace = options.graceMilliseconds ?? DEFAULT_GRACE;
    this.#onStart = options.onStart;
  }

  /**
   * Runs a program to its end and returns its exit code (128 + n for a signal).
   * When the signal aborts, the whole group is ended and the reason thrown.
   */
  async run(command: Command, signal: AbortSignal): Promise<number> {
    signal.throwIfAborted();
    const child = spawn(command.file, command.args, {
      cwd: command.cwd,
      // Typed with NODE_ENV by the portal's types; a step has just what it is given.
      env: command.env as NodeJS.ProcessEnv,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const closed = new Promise<void>(resolve => child.once('close', resolve));
    const exited = new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, name) =>
        resolve(code ?? 128 + signalNumber(name)),
      );
    });
    const splitters = [child.stdout, child.stderr].map(stream => {
      const splitter = new LineSplitter(command.onLine);
      stream.on('data', chunk => splitter.push(chunk));
      return splitter;
    });
    const { pid } = child;
    const abort = () => pid && this.#terminate(pid);
    signal.addEventListener('abort', abort, { once: true });
    try {
      if (pid) {
        this.#groups.add(pid);
        this.#onStart({ pid, started: startTime(pid) ?? '' });
      }
      const code = await exited;
      await Promise.race([
        closed,
        delay(DRAIN_MILLISECONDS, undefined, { ref: false }),
      ]);
      if (signal.aborted && pid) {
        await this.#terminate(pid);
      }
      signal.throwIfAborted();
      return code;
    } finally {
      signal.removeEventListener('abort', abort);
      splitters.forEach(splitter => splitter.end());
      child.stdout.destroy();
      child.stderr.destroy();
    }
  }

  /** Ends everything that the job's steps have left. */
  async end(): Promise<void> {
    const left = [...this.#groups].filter(group => signalGroup(group, 0));
    this.#groups.clear();
    await Promise.all(left.map(group => terminateGroup(group, this.#grace)));
  }

  #terminate(group: number): Promise<void> {
    const running =
      this.#terminations.get(group) ?? terminateGroup(group, this.#grace);
    this.#terminations.set(group, running);
    return running;
  }
}

function signalNumber(name: NodeJS.Signals | null): number {
  const numbers: Record<string, number> = {
    SIGINT: 2,
    SIGABRT: 6,
    SIGKILL: 9,
    SIGSEGV: 11,
    SIGTERM: 15,
  };
  return (name && numbers[name]) || 1;
}

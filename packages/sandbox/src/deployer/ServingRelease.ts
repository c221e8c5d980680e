import { setTimeout as delay } from 'node:timers/promises';

import { backoff } from './backoff';
import { Release } from './model';
import { ReleaseFetcher } from './ReleaseFetcher';
import { ReleaseLauncher } from './ReleaseLauncher';
import { ReleaseProcess } from './ReleaseProcess';

/** A process that ran this long is not in a loop of crashes. */
const STABLE_MILLISECONDS = 60_000;

/** What a serving release works with. */
export interface ServingTools {
  fetcher: ReleaseFetcher;
  launcher: ReleaseLauncher;
  /** How long it may take until it is ready. */
  readyMilliseconds: number;
}

/** The release that serves an environment: started again whenever its process ends, later each time. */
export class ServingRelease {
  readonly release: Release;
  readonly #tools: ServingTools;
  readonly #onUp: (port: number) => void;
  readonly #onDown: (problem: string) => void;
  readonly #end = new AbortController();
  readonly #running: Promise<void>;
  #process: ReleaseProcess | undefined;
  #crashes = 0;

  /** Without a process it starts one: the sandbox has just come back. */
  constructor(options: {
    release: Release;
    process?: ReleaseProcess;
    tools: ServingTools;
    onUp: (port: number) => void;
    onDown: (problem: string) => void;
  }) {
    this.release = options.release;
    this.#tools = options.tools;
    this.#onUp = options.onUp;
    this.#onDown = options.onDown;
    this.#process = options.process;
    this.#running = this.#keepUp().catch(() => {
      // Only `stop` ends it.
    });
  }

  /** Ends the process; nothing is started again. */
  async stop(): Promise<void> {
    this.#end.abort(new Error('The release is stopped'));
    if (this.#process) {
      await this.#tools.launcher.stop(this.release, this.#process);
    }
    await this.#running;
  }

  async #keepUp() {
    const { signal } = this.#end;
    for (;;) {
      const how = this.#process
        ? await this.#watch(this.#process)
        : await this.#start();
      signal.throwIfAborted();
      if (how) {
        await this.#wait(how);
      }
    }
  }

  /** Resolves with how the process ended. */
  async #watch(process: ReleaseProcess): Promise<string> {
    this.#onUp(process.port);
    const since = performance.now();
    const how = await process.exited;
    this.#process = undefined;
    if (performance.now() - since > STABLE_MILLISECONDS) {
      this.#crashes = 0;
    }
    return how;
  }

  /** Resolves with why it could not be started, or with nothing when it is up. */
  async #start(): Promise<string | undefined> {
    const { fetcher, launcher, readyMilliseconds } = this.#tools;
    let process: ReleaseProcess | undefined;
    try {
      const folder = await fetcher.fetch(this.release);
      this.#end.signal.throwIfAborted();
      process = await launcher.launch(this.release, folder);
      await process.untilReady(readyMilliseconds, this.#end.signal);
      this.#process = process;
      return undefined;
    } catch (error) {
      if (process) {
        await launcher.stop(this.release, process);
      }
      return error instanceof Error ? error.message : String(error);
    }
  }

  async #wait(how: string) {
    this.#crashes += 1;
    const milliseconds = backoff(this.#crashes);
    this.#onDown(
      `${this.release.version} does not run (${how}). It is started again in ${milliseconds / 1000} s; failures so far: ${this.#crashes}.`,
    );
    await delay(milliseconds, undefined, { signal: this.#end.signal });
  }
}

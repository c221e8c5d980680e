import { ResponseError } from '@backstage/errors';
import { setTimeout as delay } from 'node:timers/promises';

import { backoff } from './backoff';
import { DeploymentReporter } from './DeploymentReporter';
import { EnvironmentProxy } from './EnvironmentProxy';
import {
  EnvironmentRecord,
  isSameRelease,
  Release,
  WantedRelease,
} from './model';
import { ReleaseFetcher } from './ReleaseFetcher';
import { ReleaseLauncher } from './ReleaseLauncher';
import { ReleaseProcess } from './ReleaseProcess';
import { ReleaseStore } from './ReleaseStore';
import { RotatingLog } from './RotatingLog';

/** A process that ran this long is not in a loop of crashes. */
const STABLE_MILLISECONDS = 60_000;
/** Lines of its log that say why a release failed. */
const TAIL_LINES = 20;

/** What a supervisor works with. */
export interface SupervisorTools {
  store: ReleaseStore;
  fetcher: ReleaseFetcher;
  launcher: ReleaseLauncher;
  reporter: DeploymentReporter;
  /** How long a release may take until it is ready. */
  readyMilliseconds: number;
}

/** How an environment stands, for its page. */
export interface EnvironmentStatus {
  environment: EnvironmentRecord;
  url: string;
  /** The release that serves. */
  serving?: Release;
  /** What is the matter, when something is. */
  problem?: string;
}

/** The forge can't be reached or is in trouble: nothing that a release could be blamed for. */
function isForgeTrouble(error: unknown): boolean {
  return (
    (error instanceof ResponseError && error.statusCode >= 500) ||
    (error instanceof Error &&
      (error.name === 'TimeoutError' ||
        (error.name === 'TypeError' && error.message === 'fetch failed')))
  );
}

/** Keeps one environment as Git says: rolls releases out, watches over the one that serves. */
export class EnvironmentSupervisor {
  readonly #environment: EnvironmentRecord;
  readonly #tools: SupervisorTools;
  readonly #proxy: EnvironmentProxy;
  readonly #stop = new AbortController();
  #serving: { release: Release; process?: ReleaseProcess } | undefined;
  #wanted: WantedRelease | undefined;
  #work: Promise<void> | undefined;
  #crashes = 0;
  #problem: string | undefined;
  #isOpen = false;
  readonly #background = new Set<Promise<void>>();

  constructor(environment: EnvironmentRecord, tools: SupervisorTools) {
    this.#environment = environment;
    this.#tools = tools;
    this.#proxy = new EnvironmentProxy(
      `${environment.repository} in ${environment.name}`,
    );
  }

  get url(): string {
    return `http://localhost:${this.#environment.port}`;
  }

  get status(): EnvironmentStatus {
    return {
      environment: this.#environment,
      url: this.url,
      serving: this.#serving?.release,
      problem: this.#problem,
    };
  }

  /** Opens the environment's port; when another program has it, that is its problem until the next try. */
  async open(): Promise<void> {
    if (this.#isOpen) {
      return;
    }
    try {
      await this.#proxy.listen(this.#environment.port);
      this.#isOpen = true;
      this.#problem = undefined;
    } catch (error) {
      this.#problem = `Port ${this.#environment.port} can't be used: ${
        error instanceof Error ? error.message : error
      }`;
    }
  }

  /** Starts again what served before the sandbox was stopped. */
  resume(): void {
    const { store } = this.#tools;
    const release = store
      .releases(this.#environment)
      .find(({ state }) => state === 'running');
    if (release) {
      this.#serving = { release };
      this.#proxy.close502(`${release.version} is being started.`);
      this.#inBackground(this.#restart(release));
    }
  }

  /** Has the environment become what Git wants; resolves when it is, or has failed to be. */
  async reconcile(wanted: WantedRelease): Promise<void> {
    this.#wanted = wanted;
    await this.open();
    this.#work ??= this.#rollOutWanted().finally(() => {
      this.#work = undefined;
    });
    await this.#work;
  }

  /** Ends the process, and comes back at the next start. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('The sandbox stops'));
    await this.#work?.catch(() => undefined);
    await this.#stopServing();
    await Promise.allSettled(this.#background);
    if (this.#isOpen) {
      await this.#proxy.close();
    }
  }

  /** Ends the environment for good: Git has it no longer. */
  async remove(): Promise<void> {
    const { store, reporter, fetcher } = this.#tools;
    await this.stop();
    for (const release of store.releases(this.#environment)) {
      if (release.state !== 'failed' && release.state !== 'replaced') {
        store.update(release.id, { state: 'replaced' });
        await reporter.retire(release);
      }
      await fetcher.remove(release.id);
    }
    store.deleteEnvironment(this.#environment);
  }

  async #rollOutWanted() {
    const { store, reporter } = this.#tools;
    for (;;) {
      const wanted = this.#wanted;
      if (!wanted || this.#stop.signal.aborted) {
        return;
      }
      const [newest] = store.releases(this.#environment);
      const release =
        newest && newest.state !== 'replaced' && isSameRelease(newest, wanted)
          ? newest
          : store.addRelease(this.#environment, wanted);
      if (release.state === 'pending' || release.state === 'starting') {
        await this.#rollOut(release);
      }
      await reporter.report(release.id, this.url);
      if (wanted === this.#wanted) {
        return;
      }
    }
  }

  async #rollOut(release: Release) {
    const { store, fetcher, launcher, reporter } = this.#tools;
    await reporter.report(release.id, this.url);
    let process: ReleaseProcess | undefined;
    try {
      const folder = await fetcher.fetch(release);
      process = await launcher.launch(release, folder);
      store.update(release.id, { state: 'starting' });
      await process.untilReady(
        this.#tools.readyMilliseconds,
        this.#stop.signal,
      );
    } catch (error) {
      if (process) {
        await launcher.stop(release, process);
      }
      store.update(release.id, { process: null });
      if (this.#stop.signal.aborted || isForgeTrouble(error)) {
        throw error;
      }
      await this.#fail(release, error);
      return;
    }
    this.#switchTo(release, process);
  }

  async #fail(release: Release, error: unknown) {
    const { store, fetcher, launcher } = this.#tools;
    const tail = RotatingLog.tail(launcher.logFile(release.id), TAIL_LINES);
    const message = error instanceof Error ? error.message : String(error);
    store.update(release.id, {
      state: 'failed',
      message: [message, ...tail].join('\n'),
    });
    await fetcher.remove(release.id);
    if (!this.#serving) {
      this.#proxy.close502(
        `${release.version} could not be started: ${message}`,
      );
    }
  }

  #switchTo(release: Release, process: ReleaseProcess) {
    const { store } = this.#tools;
    const before = this.#serving;
    this.#serving = {
      release: store.update(release.id, { state: 'running', message: '' }),
      process,
    };
    this.#proxy.switchTo(process.port);
    this.#crashes = 0;
    this.#problem = undefined;
    this.#watch(release, process);
    if (before && before.release.id !== release.id) {
      store.update(before.release.id, { state: 'replaced' });
      this.#inBackground(this.#retire(before));
    }
  }

  async #retire(before: { release: Release; process?: ReleaseProcess }) {
    const { store, launcher, fetcher } = this.#tools;
    if (before.process) {
      await launcher.stop(before.release, before.process);
    }
    store.update(before.release.id, { process: null });
    await fetcher.remove(before.release.id);
  }

  #watch(release: Release, process: ReleaseProcess) {
    const since = performance.now();
    void process.exited.then(how => {
      if (this.#serving?.process !== process || this.#stop.signal.aborted) {
        return;
      }
      if (performance.now() - since > STABLE_MILLISECONDS) {
        this.#crashes = 0;
      }
      this.#serving = { release };
      this.#inBackground(this.#recover(release, how));
    });
  }

  /** Starts a release again that crashed, later each time. */
  async #recover(release: Release, how: string) {
    this.#crashes += 1;
    const wait = backoff(this.#crashes);
    this.#say(
      `${release.version} has ended (${how}). It is started again in ${wait / 1000} s; crashes so far: ${this.#crashes}.`,
    );
    await delay(wait, undefined, { signal: this.#stop.signal });
    await this.#restart(release);
  }

  async #restart(release: Release): Promise<void> {
    const { fetcher, launcher, store } = this.#tools;
    let process: ReleaseProcess | undefined;
    try {
      const folder = await fetcher.fetch(release);
      if (!this.#isServing(release)) {
        return;
      }
      process = await launcher.launch(release, folder);
      await process.untilReady(
        this.#tools.readyMilliseconds,
        this.#stop.signal,
      );
    } catch (error) {
      if (process) {
        await launcher.stop(release, process);
      }
      store.update(release.id, { process: null });
      if (this.#isServing(release)) {
        await this.#recover(
          release,
          error instanceof Error ? error.message : String(error),
        );
      }
      return;
    }
    if (!this.#isServing(release)) {
      await launcher.stop(release, process);
      return;
    }
    this.#serving = { release, process };
    this.#problem = undefined;
    this.#proxy.switchTo(process.port);
    this.#watch(release, process);
  }

  #isServing(release: Release): boolean {
    return (
      !this.#stop.signal.aborted && this.#serving?.release.id === release.id
    );
  }

  async #stopServing() {
    const serving = this.#serving;
    if (serving?.process) {
      this.#serving = undefined;
      await this.#tools.launcher.stop(serving.release, serving.process);
      this.#tools.store.update(serving.release.id, { process: null });
    }
  }

  #say(problem: string) {
    this.#problem = problem;
    this.#proxy.close502(problem);
  }

  #inBackground(work: Promise<void>) {
    const watched = work
      .catch(error => {
        if (!this.#stop.signal.aborted) {
          this.#say(error instanceof Error ? error.message : String(error));
        }
      })
      .finally(() => this.#background.delete(watched));
    this.#background.add(watched);
  }
}

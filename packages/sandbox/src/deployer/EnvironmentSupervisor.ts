import { DeploymentReporter } from './DeploymentReporter';
import { EnvironmentProxy } from './EnvironmentProxy';
import { isForgeTrouble } from './isForgeTrouble';
import {
  EnvironmentRecord,
  isSameRelease,
  Release,
  WantedRelease,
} from './model';
import { ReleaseProcess } from './ReleaseProcess';
import { ReleaseStore } from './ReleaseStore';
import { RotatingLog } from './RotatingLog';
import { ServingRelease, ServingTools } from './ServingRelease';

/** Lines of its log that say why a release failed. */
const TAIL_LINES = 20;

/** The logs of so many releases are kept. */
const LOGS_KEPT = 20;

/** What a supervisor works with. */
export interface SupervisorTools extends ServingTools {
  store: ReleaseStore;
  reporter: DeploymentReporter;
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

/** Keeps one environment as Git says: rolls releases out, watches over the one that serves. */
export class EnvironmentSupervisor {
  readonly #environment: EnvironmentRecord;
  readonly #tools: SupervisorTools;
  readonly #proxy: EnvironmentProxy;
  readonly #end = new AbortController();
  readonly #retiring = new Set<Promise<void>>();
  #serving: ServingRelease | undefined;
  #wanted: WantedRelease | undefined;
  #work: Promise<void> | undefined;
  #problem: string | undefined;
  #isOpen = false;

  constructor(environment: EnvironmentRecord, tools: SupervisorTools) {
    this.#environment = environment;
    this.#tools = tools;
    this.#proxy = new EnvironmentProxy(
      `${environment.repository} in ${environment.name}`,
    );
  }

  get status(): EnvironmentStatus {
    return {
      environment: this.#environment,
      url: this.#url,
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
    const release = this.#tools.store
      .releases(this.#environment)
      .find(({ state }) => state === 'running');
    if (release) {
      this.#proxy.refuse(`${release.version} is being started.`);
      this.#serving = this.#serve(release);
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
    this.#end.abort(new Error('The environment is stopped'));
    await this.#work?.catch(() => undefined);
    await this.#serving?.stop();
    await Promise.all(this.#retiring);
    if (this.#isOpen) {
      this.#isOpen = false;
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

  get #url(): string {
    return `http://localhost:${this.#environment.port}`;
  }

  async #rollOutWanted() {
    const { store, reporter } = this.#tools;
    for (;;) {
      const wanted = this.#wanted;
      if (!wanted || this.#end.signal.aborted) {
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
      await reporter.report(release.id, this.#url);
      if (wanted === this.#wanted) {
        return;
      }
    }
  }

  async #rollOut(release: Release) {
    const { store, fetcher, launcher, reporter } = this.#tools;
    await reporter.report(release.id, this.#url);
    let process: ReleaseProcess | undefined;
    try {
      const folder = await fetcher.fetch(release);
      process = await launcher.launch(release, folder);
      store.update(release.id, { state: 'starting' });
      await process.untilReady(this.#tools.readyMilliseconds, this.#end.signal);
    } catch (error) {
      if (process) {
        await launcher.stop(release, process);
      }
      if (this.#end.signal.aborted || isForgeTrouble(error)) {
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
      this.#proxy.refuse(`${release.version} could not be started: ${message}`);
    }
  }

  /** The new release serves from here on; the one before ends once its requests are answered. */
  #switchTo(release: Release, process: ReleaseProcess) {
    const before = this.#serving;
    this.#serving = this.#serve(
      this.#tools.store.serve(release.id, before?.release.id),
      process,
    );
    if (before) {
      const retiring = this.#retire(before).finally(() =>
        this.#retiring.delete(retiring),
      );
      this.#retiring.add(retiring);
    }
  }

  #serve(release: Release, process?: ReleaseProcess): ServingRelease {
    const serving: ServingRelease = new ServingRelease({
      release,
      process,
      tools: this.#tools,
      onUp: port => {
        this.#problem = undefined;
        this.#proxy.switchTo(port);
      },
      onDown: problem => {
        if (this.#serving === serving) {
          this.#problem = problem;
          this.#proxy.refuse(problem);
        }
      },
    });
    return serving;
  }

  async #retire(before: ServingRelease) {
    const { store, fetcher, launcher } = this.#tools;
    await before.stop();
    await fetcher.remove(before.release.id);
    for (const release of store.releases(this.#environment).slice(LOGS_KEPT)) {
      launcher.removeLog(release.id);
    }
  }
}

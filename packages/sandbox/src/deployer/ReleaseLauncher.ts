import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { killMarked, stopOrphans } from '../processes/stopOrphans';
import { Release } from './model';
import { readWebCommand } from './readProcfile';
import { releaseEnvironment, TRACKING_VARIABLE } from './releaseEnvironment';
import { ReleaseProcess } from './ReleaseProcess';
import { ReleaseStore } from './ReleaseStore';
import { RotatingLog } from './RotatingLog';

/** Starts the processes of releases and finds those that an earlier life left. */
export class ReleaseLauncher {
  readonly #directory: string;
  readonly #store: ReleaseStore;
  readonly #graceMilliseconds: number;

  constructor(options: {
    directory: string;
    store: ReleaseStore;
    /** Between TERM and KILL. */
    graceMilliseconds: number;
  }) {
    this.#directory = options.directory;
    this.#store = options.store;
    this.#graceMilliseconds = options.graceMilliseconds;
  }

  /** Starts the web process of a release that has been fetched, and writes down which it is. */
  async launch(release: Release, folder: string): Promise<ReleaseProcess> {
    const command = await readWebCommand(folder);
    const home = join(
      this.#directory,
      'home',
      `${release.repositoryId}-${release.environment}`,
    );
    await mkdir(home, { recursive: true });
    killMarked(this.#mark(release));
    const log = new RotatingLog(this.logFile(release.id));
    log.write(`Starting ${release.version}: ${command}`);
    const process = await ReleaseProcess.start({
      command,
      directory: folder,
      environment: releaseEnvironment(release, {
        home,
        tracking: this.#mark(release).value,
      }),
      log,
      graceMilliseconds: this.#graceMilliseconds,
    });
    this.#store.update(release.id, { process: process.identity ?? null });
    void process.exited.then(how => log.write(`The process is gone: ${how}`));
    return process;
  }

  /** Ends a process together with whatever left its group. */
  async stop(release: Release, process: ReleaseProcess): Promise<void> {
    await process.stop();
    killMarked(this.#mark(release));
    this.#store.update(release.id, { process: null });
  }

  /** Ends the processes of an earlier life that was killed. */
  async stopOrphans(): Promise<void> {
    for (const release of this.#store.withProcess()) {
      await stopOrphans({
        processes: release.process ? [release.process] : [],
        variable: this.#mark(release),
        graceMilliseconds: this.#graceMilliseconds,
      });
      this.#store.update(release.id, { process: null });
    }
  }

  logFile(releaseId: number): string {
    return join(this.#directory, 'logs', `${releaseId}.log`);
  }

  removeLog(releaseId: number): void {
    for (const suffix of ['', '.1']) {
      rmSync(`${this.logFile(releaseId)}${suffix}`, { force: true });
    }
  }

  /** The folder is part of it: another sandbox may have a release of the same number. */
  #mark(release: Release) {
    const own = createHash('sha256').update(this.#directory).digest('hex');
    return {
      name: TRACKING_VARIABLE,
      value: `${own.slice(0, 12)}-${release.id}`,
    };
  }
}

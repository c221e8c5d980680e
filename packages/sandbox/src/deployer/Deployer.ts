import { KeyedLock } from '../forge/KeyedLock';
import {
  EnvironmentSupervisor,
  SupervisorTools,
} from './EnvironmentSupervisor';
import { ForgeClient } from './ForgeClient';
import { EnvironmentRecord, WantedRelease } from './model';
import { PortRange } from './PortRange';
import { environmentName, readReleaseFile } from './readReleaseFile';

/** The branch that says what runs. */
export const DEPLOY_BRANCH = 'deploy';

interface RepositoryName {
  id: number;
  fullName: string;
}

/** Reconciles what runs on this machine with the branch `deploy` of every repository. */
export class Deployer {
  readonly #client: ForgeClient;
  readonly #tools: SupervisorTools;
  readonly #ports: PortRange;
  readonly #lock = new KeyedLock();
  readonly #portLock = new KeyedLock();
  readonly #supervisors = new Map<string, EnvironmentSupervisor>();
  readonly #problems = new Map<string, string>();
  /** The commit that each repository's environments have become like. */
  readonly #settled = new Map<number, string>();
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(options: {
    client: ForgeClient;
    tools: SupervisorTools;
    ports: PortRange;
  }) {
    this.#client = options.client;
    this.#tools = options.tools;
    this.#ports = options.ports;
  }

  /** Ends what an earlier life left running, and starts again what served. */
  async start(): Promise<void> {
    await this.#tools.launcher.stopOrphans();
    for (const environment of this.#tools.store.environments()) {
      const supervisor = this.#supervise(environment);
      await supervisor.open();
      supervisor.resume();
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(
      [...this.#supervisors.values()].map(supervisor => supervisor.stop()),
    );
    await Promise.allSettled(this.#running);
    // What was just being set up as the stop came.
    await Promise.all(
      [...this.#supervisors.values()].map(supervisor => supervisor.stop()),
    );
  }

  /** Looks at every repository; environments of one that is gone are ended. */
  async reconcileAll(): Promise<void> {
    if (!this.#stopped) {
      await this.#track(this.#reconcileAll());
    }
  }

  async #reconcileAll() {
    const repositories = await this.#client.repositories();
    for (const supervisor of this.#supervisors.values()) {
      await supervisor.open();
    }
    const known = new Set(repositories.map(({ id }) => id));
    const gone = this.#tools.store
      .environments()
      .filter(({ repositoryId }) => !known.has(repositoryId));
    await Promise.allSettled([
      ...repositories.map(repository => this.reconcile(repository)),
      ...gone.map(environment => this.#remove(environment)),
    ]);
  }

  /** Has the environments of one repository become what its branch says. */
  async reconcile(repository: RepositoryName): Promise<void> {
    if (this.#stopped) {
      return;
    }
    await this.#track(
      this.#reconcileBranch(repository).catch(error => {
        this.#note(repository.fullName, error);
      }),
    );
  }

  /** Has `stop` wait for what is under way. */
  async #track(work: Promise<void>) {
    this.#running.add(work);
    await work.finally(() => this.#running.delete(work));
  }

  /** How every environment stands. */
  get statuses() {
    return [...this.#supervisors.values()].map(({ status }) => status);
  }

  /** What keeps branches from being followed, by repository or environment. */
  get problems(): Array<[name: string, problem: string]> {
    return [...this.#problems];
  }

  async #reconcileBranch(repository: RepositoryName) {
    const { id, fullName } = repository;
    // Only finding out what is wanted is done one at a time: a new release need not wait for the one before.
    const { sha, rollOuts } = await this.#lock.run(id, () =>
      this.#applyBranch(repository),
    );
    const results = await Promise.allSettled(rollOuts);
    const failed = results.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') {
      throw failed.reason;
    }
    this.#settled.set(id, sha);
    this.#problems.delete(fullName);
  }

  async #applyBranch(repository: RepositoryName) {
    const { id, fullName } = repository;
    const rollOuts: Array<Promise<void>> = [];
    const sha = (await this.#client.branch(fullName, DEPLOY_BRANCH)) ?? '';
    if (this.#settled.get(id) === sha) {
      return { sha, rollOuts };
    }
    const wanted = await this.#readBranch(fullName, sha);
    const environments = this.#tools.store
      .environments()
      .filter(({ repositoryId }) => repositoryId === id);
    for (const environment of environments) {
      if (!wanted.has(environment.name)) {
        await this.#remove(environment);
      }
    }
    for (const [name, release] of wanted) {
      if (release) {
        const supervisor = await this.#supervisorOf(repository, name);
        const rollOut = supervisor.reconcile(release);
        // Looked at later, when the lock is free again.
        rollOut.catch(() => undefined);
        rollOuts.push(rollOut);
      }
    }
    return { sha, rollOuts };
  }

  /** The environments that the branch has; one whose file can't be read stays as it is. */
  async #readBranch(
    repository: string,
    sha: string,
  ): Promise<Map<string, WantedRelease | undefined>> {
    const wanted = new Map<string, WantedRelease | undefined>();
    const folders = sha ? await this.#client.folders(repository, sha) : [];
    for (const name of folders.filter(folder => environmentName.test(folder))) {
      const path = `${name}/release.yaml`;
      const text = await this.#client.file(repository, sha, path);
      if (text !== undefined) {
        wanted.set(name, this.#tryRead(repository, path, text));
      }
    }
    return wanted;
  }

  #tryRead(repository: string, path: string, text: string) {
    const key = `${repository} ${path}`;
    try {
      const release = readReleaseFile(repository, text);
      this.#problems.delete(key);
      return release;
    } catch (error) {
      this.#note(key, error);
      return undefined;
    }
  }

  async #supervisorOf(
    repository: RepositoryName,
    name: string,
  ): Promise<EnvironmentSupervisor> {
    const known = this.#supervisors.get(`${repository.id}/${name}`);
    if (known) {
      return known;
    }
    // One after another: two new environments must not find the same port free.
    return this.#portLock.run('port', async () => {
      const { store } = this.#tools;
      const environment: EnvironmentRecord = {
        repositoryId: repository.id,
        repository: repository.fullName,
        name,
        port: await this.#ports.findFree(
          store.environments().map(({ port }) => port),
        ),
      };
      store.addEnvironment(environment);
      return this.#supervise(environment);
    });
  }

  #supervise(environment: EnvironmentRecord): EnvironmentSupervisor {
    const supervisor = new EnvironmentSupervisor(environment, this.#tools);
    this.#supervisors.set(
      `${environment.repositoryId}/${environment.name}`,
      supervisor,
    );
    return supervisor;
  }

  async #remove(environment: EnvironmentRecord) {
    const key = `${environment.repositoryId}/${environment.name}`;
    const supervisor =
      this.#supervisors.get(key) ?? this.#supervise(environment);
    // It has ended, also when the forge could not be told: then the next look goes on.
    this.#supervisors.delete(key);
    await supervisor.remove();
  }

  #note(name: string, error: unknown) {
    if (!this.#stopped) {
      this.#problems.set(
        name,
        error instanceof Error ? error.message : String(error),
      );
    }
  }
}

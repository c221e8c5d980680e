import { ForgeDatabase } from '../forge/ForgeDatabase';
import { EnvironmentRecord, Release, WantedRelease } from './model';

interface ReleaseRow {
  id: number;
  repository_id: number;
  repository: string;
  environment: string;
  revision: string;
  version: string;
  run_id: number;
  artifact: string;
  state: Release['state'];
  message: string;
  deployment_id: number | null;
  reported: string | null;
  process: string | null;
  created_at: string;
  changed_at: string;
}

interface EnvironmentRow {
  repository_id: number;
  repository: string;
  name: string;
  port: number;
}

function toRelease(row: ReleaseRow): Release {
  return {
    id: row.id,
    repositoryId: row.repository_id,
    repository: row.repository,
    environment: row.environment,
    revision: row.revision,
    version: row.version,
    runId: row.run_id,
    artifact: row.artifact,
    state: row.state,
    message: row.message,
    deploymentId: row.deployment_id,
    reported: row.reported,
    process: row.process ? JSON.parse(row.process) : null,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  };
}

function toEnvironment(row: EnvironmentRow): EnvironmentRecord {
  const { repository_id: repositoryId, ...rest } = row;
  return { ...rest, repositoryId };
}

/** What the deploy target has to know after a restart: environments with their ports, and their releases. */
export class ReleaseStore {
  readonly #database: ForgeDatabase;

  constructor(database: ForgeDatabase) {
    this.#database = database;
  }

  environments(): EnvironmentRecord[] {
    return this.#database
      .all<EnvironmentRow>(
        'SELECT * FROM deployer_environments ORDER BY repository, name',
      )
      .map(toEnvironment);
  }

  addEnvironment(environment: EnvironmentRecord): void {
    this.#database.run(
      `INSERT OR REPLACE INTO deployer_environments (repository_id, repository, name, port)
       VALUES (@repositoryId, @repository, @name, @port)`,
      { ...environment },
    );
  }

  deleteEnvironment(environment: EnvironmentRecord): void {
    this.#database.run(
      'DELETE FROM deployer_environments WHERE repository_id = ? AND name = ?',
      [environment.repositoryId, environment.name],
    );
  }

  addRelease(environment: EnvironmentRecord, wanted: WantedRelease): Release {
    const { id } = this.#database.run(
      `INSERT INTO deployer_releases (repository_id, repository, environment, revision, version, run_id, artifact,
         state, created_at, changed_at)
       VALUES (@repositoryId, @repository, @environment, @revision, @version, @runId, @artifact, 'pending', @now, @now)`,
      {
        ...wanted,
        repositoryId: environment.repositoryId,
        repository: environment.repository,
        environment: environment.name,
        now: new Date().toISOString(),
      },
    );
    return this.#require(id);
  }

  find(id: number): Release | undefined {
    const row = this.#database.get<ReleaseRow>(
      'SELECT * FROM deployer_releases WHERE id = ?',
      [id],
    );
    return row && toRelease(row);
  }

  /** Changes a release; a change of its state is timed. */
  update(
    id: number,
    changes: Partial<
      Pick<
        Release,
        'state' | 'message' | 'deploymentId' | 'reported' | 'process'
      >
    >,
  ): Release {
    const before = this.#require(id);
    const next = { ...before, ...changes };
    this.#database.run(
      `UPDATE deployer_releases SET state = @state, message = @message, deployment_id = @deploymentId,
         reported = @reported, process = @process, changed_at = @changedAt WHERE id = @id`,
      {
        id,
        state: next.state,
        message: next.message,
        deploymentId: next.deploymentId,
        reported: next.reported,
        process: next.process && JSON.stringify(next.process),
        changedAt:
          next.state === before.state
            ? before.changedAt
            : new Date().toISOString(),
      },
    );
    return this.#require(id);
  }

  /** A release serves now, in place of the one before. */
  serve(id: number, beforeId: number | undefined): Release {
    return this.#database.transact(() => {
      if (beforeId !== undefined) {
        this.update(beforeId, { state: 'replaced' });
      }
      return this.update(id, { state: 'running', message: '' });
    });
  }

  /** The releases of an environment, the newest first. */
  releases(
    environment: Pick<EnvironmentRecord, 'repositoryId' | 'name'>,
  ): Release[] {
    return this.#database
      .all<ReleaseRow>(
        `SELECT * FROM deployer_releases WHERE repository_id = ? AND environment = ? ORDER BY id DESC LIMIT 50`,
        [environment.repositoryId, environment.name],
      )
      .map(toRelease);
  }

  /** Releases that a process is written down for. */
  withProcess(): Release[] {
    return this.#database
      .all<ReleaseRow>(
        'SELECT * FROM deployer_releases WHERE process IS NOT NULL',
      )
      .map(toRelease);
  }

  /** Whether a deployment of the forge is one of a release already. */
  isClaimed(repositoryId: number, deploymentId: number): boolean {
    return (
      this.#database.get(
        'SELECT 1 FROM deployer_releases WHERE repository_id = ? AND deployment_id = ?',
        [repositoryId, deploymentId],
      ) !== undefined
    );
  }

  #require(id: number): Release {
    const release = this.find(id);
    if (!release) {
      throw new Error(`There is no release ${id}`);
    }
    return release;
  }
}

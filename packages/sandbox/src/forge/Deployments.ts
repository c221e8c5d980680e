import { DeploymentRow, DeploymentStatusRow } from './DeploymentRow';
import { toDeployment, toDeploymentStatus } from './DeploymentRow';
import { Environments } from './Environments';
import { ForgeDatabase } from './ForgeDatabase';
import { ForgeEvents } from './ForgeEvents';
import { Repository } from './model';

export const deploymentStates = [
  'error',
  'failure',
  'inactive',
  'in_progress',
  'queued',
  'pending',
  'success',
] as const;
export type DeploymentState = (typeof deploymentStates)[number];

export interface Deployment {
  id: number;
  repositoryId: number;
  sha: string;
  ref: string;
  task: string;
  environment: string;
  originalEnvironment: string;
  description: string | null;
  payload: unknown;
  transient: boolean;
  production: boolean;
  /** Login. */
  creator: string;
  createdAt: string;
  updatedAt: string;
}

export interface DeploymentStatus {
  id: number;
  deploymentId: number;
  state: DeploymentState;
  description: string;
  environment: string;
  environmentUrl: string;
  logUrl: string;
  creator: string;
  createdAt: string;
}

export interface CreateDeploymentOptions {
  repository: Repository;
  sha: string;
  ref: string;
  environment: string;
  creator: string;
  task?: string;
  description?: string | null;
  payload?: unknown;
  transient?: boolean;
  /** Default: true for an environment named `production`. */
  production?: boolean;
}

export interface AddStatusOptions {
  repository: Repository;
  deployment: Deployment;
  state: DeploymentState;
  creator: string;
  description?: string;
  environment?: string;
  environmentUrl?: string;
  logUrl?: string;
  /** Default true: a success makes the earlier ones of its environment inactive. */
  autoInactive?: boolean;
}

/** Deployments and their statuses; each change is told to the webhooks. */
export class Deployments {
  readonly #database: ForgeDatabase;
  readonly #events: ForgeEvents;
  readonly #environments: Environments;

  constructor(options: {
    database: ForgeDatabase;
    events: ForgeEvents;
    environments: Environments;
  }) {
    this.#database = options.database;
    this.#events = options.events;
    this.#environments = options.environments;
  }

  create(options: CreateDeploymentOptions): Deployment {
    return this.#database.transact(() => {
      const now = new Date().toISOString();
      const { id } = this.#database.run(
        `INSERT INTO deployments (repository_id, sha, ref, task, environment, original_environment, description,
           payload, transient, production, creator, created_at, updated_at)
         VALUES (@repositoryId, @sha, @ref, @task, @environment, @environment, @description,
           @payload, @transient, @production, @creator, @now, @now)`,
        {
          repositoryId: options.repository.id,
          sha: options.sha,
          ref: options.ref,
          task: options.task ?? 'deploy',
          environment: options.environment,
          description: options.description ?? null,
          payload: JSON.stringify(options.payload ?? {}),
          transient: options.transient ? 1 : 0,
          production:
            (options.production ?? options.environment === 'production')
              ? 1
              : 0,
          creator: options.creator,
          now,
        },
      );
      this.#environments.note(options.repository.id, options.environment);
      const deployment = this.find(options.repository.id, id)!;
      this.#events.emit('deployment.created', {
        repository: options.repository,
        deployment,
      });
      return deployment;
    });
  }

  addStatus(options: AddStatusOptions): DeploymentStatus {
    const { deployment } = options;
    return this.#database.transact(() => {
      if (
        options.state === 'success' &&
        options.autoInactive !== false &&
        !deployment.transient
      ) {
        this.#retireEarlier(options);
      }
      return this.#insertStatus(options);
    });
  }

  find(repositoryId: number, id: number): Deployment | undefined {
    const row = this.#database.get<DeploymentRow>(
      'SELECT * FROM deployments WHERE repository_id = ? AND id = ?',
      [repositoryId, id],
    );
    return row && toDeployment(row);
  }

  /** Newest first. */
  list(
    repositoryId: number,
    where: {
      environment?: string;
      sha?: string;
      ref?: string;
      task?: string;
    } = {},
  ): Deployment[] {
    return this.#database
      .all<DeploymentRow>(
        `SELECT * FROM deployments WHERE repository_id = @repositoryId
           AND (@environment IS NULL OR environment = @environment) AND (@sha IS NULL OR sha = @sha)
           AND (@ref IS NULL OR ref = @ref) AND (@task IS NULL OR task = @task)
         ORDER BY id DESC`,
        {
          repositoryId,
          environment: where.environment ?? null,
          sha: where.sha ?? null,
          ref: where.ref ?? null,
          task: where.task ?? null,
        },
      )
      .map(toDeployment);
  }

  /** Newest first. */
  statuses(deploymentId: number): DeploymentStatus[] {
    return this.#database
      .all<DeploymentStatusRow>(
        'SELECT * FROM deployment_statuses WHERE deployment_id = ? ORDER BY id DESC',
        [deploymentId],
      )
      .map(toDeploymentStatus);
  }

  delete(id: number): void {
    this.#database.run('DELETE FROM deployments WHERE id = ?', [id]);
  }

  #retireEarlier(options: AddStatusOptions) {
    const earlier = this.list(options.repository.id, {
      environment: options.environment ?? options.deployment.environment,
    }).filter(
      deployment =>
        deployment.id < options.deployment.id && !deployment.transient,
    );
    for (const deployment of earlier) {
      const [latest] = this.statuses(deployment.id);
      if (latest?.state === 'success') {
        this.#insertStatus({
          repository: options.repository,
          deployment,
          state: 'inactive',
          creator: options.creator,
          environmentUrl: latest.environmentUrl,
          logUrl: latest.logUrl,
        });
      }
    }
  }

  #insertStatus(options: AddStatusOptions): DeploymentStatus {
    const { repository } = options;
    const environment = options.environment ?? options.deployment.environment;
    const now = new Date().toISOString();
    this.#database.run(
      `INSERT INTO deployment_statuses (deployment_id, state, description, environment, environment_url, log_url,
         creator, created_at)
       VALUES (@deploymentId, @state, @description, @environment, @environmentUrl, @logUrl, @creator, @now)`,
      {
        deploymentId: options.deployment.id,
        state: options.state,
        description: options.description ?? '',
        environment,
        environmentUrl: options.environmentUrl ?? '',
        logUrl: options.logUrl ?? '',
        creator: options.creator,
        now,
      },
    );
    this.#database.run(
      'UPDATE deployments SET environment = ?, updated_at = ? WHERE id = ?',
      [environment, now, options.deployment.id],
    );
    this.#environments.note(repository.id, environment);
    const deployment = this.find(repository.id, options.deployment.id)!;
    const [status] = this.statuses(deployment.id);
    this.#events.emit('deployment_status.created', {
      repository,
      deployment,
      status,
    });
    return status;
  }
}

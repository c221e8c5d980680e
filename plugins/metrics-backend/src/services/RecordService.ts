import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Fact } from '@fairway/plugin-metrics-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { OWN_PROJECTS, ownProject } from '../bindings/CatalogScan';
import { matchesPattern } from '../bindings/matchesPattern';
import type { DatabaseFactSink } from '../reconcile/DatabaseFactSink';
import type { MetricsAuthorization } from './MetricsAuthorization';
import type { Timekeeper } from './Timekeeper';

/** The source of what was recorded by hand or by a tool that has none of its own. */
const SOURCE = 'recorded';

export interface RecordedDeployment {
  entityRef: string;
  environment: string;
  revision: string;
  version?: string;
  /** The caller's own id: recording it again changes nothing. */
  id?: string;
  /** ISO 8601 with offset; now where it is absent. */
  finishedAt?: string;
  succeeded: boolean;
  intent?: 'hotfix' | 'rollback';
  incidents?: string[];
  url?: string;
}

export interface RecordedIncident {
  entityRef: string;
  /** The caller's own id: recording it again brings the incident up to date. */
  id?: string;
  title: string;
  environment?: string;
  openedAt?: string;
  resolvedAt?: string;
  deploymentId?: string;
  revision?: string;
  withdrawn: boolean;
  url?: string;
}

export interface RecordServiceOptions {
  knex: Knex;
  authorization: MetricsAuthorization;
  sink: DatabaseFactSink;
  time: Timekeeper;
}

/** Takes deployments and incidents from whoever owns the entity. */
export class RecordService {
  readonly #options: RecordServiceOptions;

  private constructor(options: RecordServiceOptions) {
    this.#options = options;
  }

  static create(options: RecordServiceOptions): RecordService {
    return new RecordService(options);
  }

  /** @returns the id by which the deployment is found in the evidence */
  async deployment(
    recorded: RecordedDeployment & { credentials: BackstageCredentials },
  ): Promise<{ deploymentId: string }> {
    const { entityRef, environment, revision, credentials } = recorded;
    await this.#options.authorization.requireRecord(entityRef, credentials);
    const at = await this.#moment(recorded.finishedAt);
    const deploymentId = `${SOURCE}-${recorded.id ?? randomUUID()}`;
    const project = await this.#projectOf(entityRef, environment);
    const { version, intent, incidents, url } = recorded;
    const facts: Fact[] = [
      {
        ...{ type: 'deployment', ...project, deploymentId, environment },
        ...{ revision, version, intent, incidents, url },
        ...{ createdAt: at, updatedAt: at },
      },
      {
        ...{ type: 'deploymentStatus', project: project.project, deploymentId },
        statusId: deploymentId,
        state: recorded.succeeded ? 'success' : 'failure',
        at,
      },
    ];
    await this.#options.sink.record(SOURCE, facts);
    return { deploymentId };
  }

  /** @returns the id by which the incident is found in the evidence */
  async incident(
    recorded: RecordedIncident & { credentials: BackstageCredentials },
  ): Promise<{ incidentId: string }> {
    const { credentials, id, openedAt, resolvedAt, ...rest } = recorded;
    const { entityRef } = rest;
    await this.#options.authorization.requireRecord(entityRef, credentials);
    // The entity is part of it: nobody can take over an incident of another's.
    const incidentId = `${id ?? randomUUID()}@${entityRef}`;
    await this.#options.sink.record(SOURCE, [
      {
        ...{ type: 'incident', incidentId, ...rest },
        openedAt: await this.#moment(openedAt),
        ...(resolvedAt && { resolvedAt: await this.#moment(resolvedAt) }),
        updatedAt: await this.#moment(undefined),
      },
    ]);
    return { incidentId };
  }

  async #moment(given: string | undefined): Promise<string> {
    return new Date(given ?? (await this.#options.time.now())).toISOString();
  }

  /** The one project that the entity is delivered from, so that all its deployments are one history; else its own. */
  async #projectOf(
    entityRef: string,
    environment: string,
  ): Promise<{ project: string; path?: string }> {
    const rows: Record<'project' | 'environment_pattern' | 'path', string>[] =
      await this.#options
        .knex('binding')
        .where('entity_ref', entityRef)
        .whereNull('valid_to')
        .whereNot('project', 'like', `${OWN_PROJECTS}%`);
    const fitting = rows.filter(
      ({ environment_pattern: pattern }) =>
        !pattern || matchesPattern(pattern, environment),
    );
    if (fitting.length !== 1) return { project: ownProject(entityRef) };
    const [{ project, path }] = fitting;
    return { project, ...(path && { path }) };
  }
}

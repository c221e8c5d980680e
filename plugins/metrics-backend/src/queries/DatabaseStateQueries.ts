import type {
  DeliveryState,
  DeploymentNow,
  EnvironmentState,
  OpenIncident,
  RunState,
} from '@fairway/plugin-metrics-common';
import type { Knex } from 'knex';
import { matchesPattern } from '../bindings/matchesPattern';
import type { DeploymentRow, IncidentRow, RunRow } from '../facts/rows';

interface BindingRow {
  entity_ref: string;
  project: string;
  environment_pattern: string;
  path: string;
}

interface Pointer extends BindingRow {
  environment: string;
  latest: string | null;
  reached: string | null;
}

const iso = (moment: number | string) => new Date(Number(moment)).toISOString();
const keyOf = (project: string, id: string) => `${project} ${id}`;
const covers = (
  { environment_pattern: pattern }: BindingRow,
  environment: string | null,
) => !pattern || environment === null || matchesPattern(pattern, environment);

/** PostgreSQL gives raw rows in an envelope, SQLite as they are. */
const rowsOf = (result: any): any[] => result.rows ?? result;

const toDeployment = (row: DeploymentRow): DeploymentNow => ({
  deploymentId: row.deployment_id,
  ...(row.revision !== null && { revision: row.revision }),
  ...(row.version !== null && { version: row.version }),
  ...(row.state !== null && { state: row.state }),
  at: iso(row.state_at ?? row.created_at ?? row.updated_at),
  ...(row.url !== null && { url: row.url }),
  ...(row.log_url !== null && { logUrl: row.log_url }),
  ...(row.environment_url !== null && { environmentUrl: row.environment_url }),
});

/**
 * What is there now, from the facts. Environments and workflows are found by stepping through an index from one name to the
 * next, so that a long history costs nothing.
 */
export class DatabaseStateQueries {
  readonly #knex: Knex;
  readonly #productionEnvironments: string[];

  private constructor(options: DatabaseStateQueriesOptions) {
    this.#knex = options.knex;
    this.#productionEnvironments = options.productionEnvironments;
  }

  static create(options: DatabaseStateQueriesOptions): DatabaseStateQueries {
    return new DatabaseStateQueries(options);
  }

  async states(
    entityRefs: string[],
    branches: string[],
  ): Promise<DeliveryState[]> {
    const bindings: BindingRow[] = await this.#knex('binding')
      .whereIn('entity_ref', entityRefs)
      .whereNull('valid_to')
      .orderBy('id');
    if (!bindings.length) return [];
    const projects = [...new Set(bindings.map(({ project }) => project))];
    const [environments, runs, incidents] = await Promise.all([
      this.#environments(entityRefs),
      this.#runs(projects, branches),
      this.#incidents(projects, entityRefs),
    ]);
    return entityRefs.flatMap(entityRef => {
      const own = bindings.filter(binding => binding.entity_ref === entityRef);
      if (!own.length) return [];
      const bound = new Set(own.map(({ project }) => project));
      return [
        {
          entityRef,
          environments: environments.get(entityRef) ?? [],
          runs: runs.filter(({ project }) => bound.has(project)),
          incidents: incidents
            .filter(row =>
              row.entity_ref === null
                ? own.some(
                    binding =>
                      binding.project === row.project &&
                      covers(binding, row.environment),
                  )
                : row.entity_ref === entityRef,
            )
            .map(row => this.#toIncident(row)),
        },
      ];
    });
  }

  async #environments(
    entityRefs: string[],
  ): Promise<Map<string, EnvironmentState[]>> {
    const pointers = (await this.#pointers(entityRefs)).filter(pointer =>
      covers(pointer, pointer.environment),
    );
    const wanted = pointers.flatMap(({ project, latest, reached }) =>
      [latest, reached].flatMap(id => (id ? [[project, id]] : [])),
    );
    const rows: DeploymentRow[] = wanted.length
      ? await this.#knex('deployment').whereIn(
          ['project', 'deployment_id'],
          wanted,
        )
      : [];
    const byKey = new Map(
      rows.map(row => [keyOf(row.project, row.deployment_id), row]),
    );
    const states = new Map<string, EnvironmentState[]>();
    for (const pointer of pointers) {
      const { project, environment, entity_ref: ref } = pointer;
      const of = (id: string | null) =>
        id === null ? undefined : byKey.get(keyOf(project, id));
      const [latest, reached] = [of(pointer.latest), of(pointer.reached)];
      if (!latest) continue;
      states.set(ref, [
        ...(states.get(ref) ?? []),
        {
          ...{ project, environment },
          production: this.#isProduction(environment),
          latest: toDeployment(latest),
          ...(reached && { reached: toDeployment(reached) }),
        },
      ]);
    }
    return states;
  }

  async #pointers(entityRefs: string[]): Promise<Pointer[]> {
    const knex = this.#knex;
    const newest = (condition: string) => `(
      SELECT d.deployment_id FROM deployment d
      WHERE d.project = pair.project AND d.environment = pair.environment ${condition}
        AND (b.path = '' OR substr(coalesce(d.path, '') || '/', 1, length(b.path) + 1) = b.path || '/')
      ORDER BY d.created_at DESC, d.deployment_id DESC LIMIT 1)`;
    return rowsOf(
      await knex.raw(
        `WITH RECURSIVE
          b AS (SELECT DISTINCT entity_ref, project, environment_pattern, path FROM binding
            WHERE valid_to IS NULL AND entity_ref IN (${entityRefs.map(() => '?').join()})),
          pair(project, environment) AS (
            SELECT p.project, (SELECT min(d.environment) FROM deployment d WHERE d.project = p.project)
            FROM (SELECT DISTINCT project FROM b) p
            UNION ALL
            SELECT pair.project, (SELECT min(d.environment) FROM deployment d
              WHERE d.project = pair.project AND d.environment > pair.environment)
            FROM pair WHERE pair.environment IS NOT NULL)
        SELECT b.entity_ref, b.project, b.environment_pattern, b.path, pair.environment,
          ${newest('')} AS latest, ${newest('AND d.first_success_at IS NOT NULL')} AS reached
        FROM b JOIN pair ON pair.project = b.project
        WHERE pair.environment IS NOT NULL
        ORDER BY b.entity_ref, b.project, pair.environment`,
        entityRefs,
      ),
    );
  }

  async #runs(projects: string[], branches: string[]): Promise<RunState[]> {
    if (!branches.length) return [];
    const pairs = projects.flatMap(project =>
      branches.map(branch => [project, branch]),
    );
    const rows: (RunRow & { branch: string })[] = rowsOf(
      await this.#knex.raw(
        `WITH RECURSIVE
          wanted(project, branch) AS (VALUES ${pairs.map(() => '(?, ?)').join()}),
          workflow(project, branch, name) AS (
            SELECT w.project, w.branch, (SELECT min(r.name) FROM run r
              WHERE r.project = w.project AND r.branch = w.branch AND r.trigger = 'push')
            FROM wanted w
            UNION ALL
            SELECT w.project, w.branch, (SELECT min(r.name) FROM run r
              WHERE r.project = w.project AND r.branch = w.branch AND r.trigger = 'push' AND r.name > w.name)
            FROM workflow w WHERE w.name IS NOT NULL)
        SELECT r.* FROM workflow w JOIN run r
          ON r.project = w.project AND r.branch = w.branch AND r.name = w.name
        WHERE w.name IS NOT NULL AND r.conclusion IN ('success', 'failure')
          AND r.completed_at = (SELECT max(l.completed_at) FROM run l
            WHERE l.project = w.project AND l.branch = w.branch AND l.name = w.name
              AND l.conclusion IN ('success', 'failure'))
        ORDER BY r.project, r.branch, r.name, r.run_id, r.attempt`,
        pairs.flat(),
      ),
    );
    // Of several that ended in the same moment the last one stands.
    const newest = new Map(
      rows.map(row => [`${row.project} ${row.branch} ${row.name}`, row]),
    );
    return [...newest.values()].map(row => ({
      ...{ project: row.project, runId: row.run_id, branch: row.branch },
      name: row.name,
      conclusion: row.conclusion as RunState['conclusion'],
      completedAt: iso(row.completed_at!),
      ...(row.url !== null && { url: row.url }),
    }));
  }

  async #incidents(
    projects: string[],
    entityRefs: string[],
  ): Promise<IncidentRow[]> {
    return this.#knex('incident')
      .whereNull('resolved_at')
      .where('withdrawn', false)
      .where(about =>
        about.whereIn('project', projects).orWhereIn('entity_ref', entityRefs),
      )
      .orderBy(['opened_at', 'source', 'incident_id']);
  }

  #toIncident(row: IncidentRow): OpenIncident {
    const { environment } = row;
    return {
      ...{ source: row.source, incidentId: row.incident_id },
      ...{ title: row.title, openedAt: iso(row.opened_at) },
      ...(row.url !== null && { url: row.url }),
      ...(environment !== null && {
        environment,
        production: this.#isProduction(environment),
      }),
    };
  }

  #isProduction(environment: string): boolean {
    return this.#productionEnvironments.some(pattern =>
      matchesPattern(pattern, environment),
    );
  }
}

interface DatabaseStateQueriesOptions {
  knex: Knex;
  /** Patterns. */
  productionEnvironments: string[];
}

import type { Knex } from 'knex';

/** A page of evidence ends where the next begins; the cursor is the last row's place in the order. */
export interface Page<T> {
  items: T[];
  next?: { at: number; id: string };
}

export interface EvidenceOptions {
  entityRefs: string[];
  /** Milliseconds since the epoch; `from` inclusive, `to` exclusive. */
  from: number;
  to: number;
  limit: number;
  after?: { at: number; id: string };
}

/** A deployment behind a figure, and why it counts or not. */
export interface DeploymentEvidence {
  entityRef: string;
  project: string;
  deploymentId: string;
  environment: string;
  revision: string;
  version?: string;
  url?: string;
  finishedAt: string;
  kind: string;
  counted: boolean;
  failed: boolean;
  recoveredAt?: string;
  evidence: {
    kind: string;
    duplicateOf?: string;
    replaced?: string;
    failure: string[];
    recovery?: string;
  };
}

/** A change behind a lead time. */
export interface ChangeEvidence {
  entityRef: string;
  project: string;
  changeKey: string;
  title: string;
  url?: string;
  deploymentId: string;
  deployedAt: string;
  leadSeconds: number;
}

/** An incident, and which deployment it was laid to, by what. */
export interface IncidentEvidence {
  entityRef: string;
  source: string;
  incidentId: string;
  title: string;
  url?: string;
  openedAt: string;
  resolvedAt?: string;
  deploymentId?: string;
  method?: string;
}

const iso = (moment: number | string) => new Date(Number(moment)).toISOString();

function pageOf<T>(
  rows: any[],
  limit: number,
  at: string,
  id: (row: any) => string,
  map: (row: any) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(map),
    ...(rows.length > limit && {
      next: { at: Number(last[at]), id: id(last) },
    }),
  };
}

/** Newest first, by moment and then by a text that is unique within the moment. */
function newestFirst(
  query: Knex.QueryBuilder,
  options: EvidenceOptions,
  at: string,
  id: Knex.Raw,
) {
  query
    .whereIn('e.entity_ref', options.entityRefs)
    .where(at, '>=', options.from)
    .where(at, '<', options.to)
    .orderByRaw('?? desc, ? desc', [at, id])
    .limit(options.limit + 1);
  const { after } = options;
  if (after)
    query.where(page =>
      page
        .where(at, '<', after.at)
        .orWhere(same =>
          same.where(at, after.at).where(id as any, '<', after.id),
        ),
    );
  return query;
}

/** The deployments, changes and incidents behind the figures, a page at a time. */
export class DatabaseEvidenceQueries {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DatabaseEvidenceQueries {
    return new DatabaseEvidenceQueries(options.knex);
  }

  async deployments(
    options: EvidenceOptions,
  ): Promise<Page<DeploymentEvidence>> {
    const id = this.#id('e.project', 'e.deployment_id');
    const rows = await newestFirst(
      this.#knex('judgement as e')
        .leftJoin('deployment as d', on =>
          on
            .on('d.project', 'e.project')
            .on('d.deployment_id', 'e.deployment_id'),
        )
        .select(
          'e.*',
          'd.revision',
          'd.version',
          'd.url',
          this.#knex.raw('? as sort_id', [id]),
        ),
      options,
      'e.finished_at',
      id,
    );
    return pageOf(
      rows as any[],
      options.limit,
      'finished_at',
      row => row.sort_id,
      row => ({
        entityRef: row.entity_ref,
        project: row.project,
        deploymentId: row.deployment_id,
        environment: row.environment,
        revision: row.revision,
        ...(row.version && { version: row.version }),
        ...(row.url && { url: row.url }),
        finishedAt: iso(row.finished_at),
        kind: row.kind,
        counted: Boolean(row.counted),
        failed: Boolean(row.failed),
        ...(row.recovered_at !== null && {
          recoveredAt: iso(row.recovered_at),
        }),
        evidence: JSON.parse(row.evidence),
      }),
    );
  }

  async changes(options: EvidenceOptions): Promise<Page<ChangeEvidence>> {
    const id = this.#id('e.entity_ref', 'e.change_key');
    const rows = await newestFirst(
      this.#knex('delivered_change as e')
        .leftJoin('change as c', on =>
          on
            .on('c.project', 'e.project')
            .on(this.#knex.raw(`'change ' || c.change_id = e.change_key`)),
        )
        .select('e.*', 'c.url', this.#knex.raw('? as sort_id', [id])),
      options,
      'e.deployed_at',
      id,
    );
    return pageOf(
      rows as any[],
      options.limit,
      'deployed_at',
      row => row.sort_id,
      row => ({
        entityRef: row.entity_ref,
        project: row.project,
        changeKey: row.change_key,
        title: row.title,
        ...(row.url && { url: row.url }),
        deploymentId: row.deployment_id,
        deployedAt: iso(row.deployed_at),
        leadSeconds: Number(row.lead_seconds),
      }),
    );
  }

  async incidents(options: EvidenceOptions): Promise<Page<IncidentEvidence>> {
    const id = this.#id('e.source', 'e.incident_id');
    const rows = await newestFirst(
      this.#knex('attribution as e')
        .join('incident as i', on =>
          on.on('i.source', 'e.source').on('i.incident_id', 'e.incident_id'),
        )
        .select(
          'e.*',
          'i.title',
          'i.url',
          'i.resolved_at',
          this.#knex.raw('? as sort_id', [id]),
        ),
      options,
      'e.opened_at',
      id,
    );
    return pageOf(
      rows as any[],
      options.limit,
      'opened_at',
      row => row.sort_id,
      row => ({
        entityRef: row.entity_ref,
        source: row.source,
        incidentId: row.incident_id,
        title: row.title,
        ...(row.url && { url: row.url }),
        openedAt: iso(row.opened_at),
        ...(row.resolved_at !== null && { resolvedAt: iso(row.resolved_at) }),
        ...(row.deployment_id && { deploymentId: row.deployment_id }),
        ...(row.method && { method: row.method }),
      }),
    );
  }

  #id(...columns: [string, string]): Knex.Raw {
    return this.#knex.raw(`?? || ' ' || ??`, columns);
  }
}

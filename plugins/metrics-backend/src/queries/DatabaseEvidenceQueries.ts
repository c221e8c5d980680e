import type {
  ChangeEvidence,
  DeploymentEvidence,
  EvidenceItem,
  EvidenceName,
  IncidentEvidence,
} from '@fairway/plugin-metrics-common';
import type { Knex } from 'knex';
import { askPrepared } from '@fairway/serving';
import { FAILED_ROLLOUT } from '../rollups/EntityFigures';
import type { EntitySpan } from './ScopeMembers';

/** The last row's place in the order. */
export interface EvidencePosition {
  at: number;
  id: string;
}

/** A page of evidence ends where the next begins. */
export interface EvidencePage {
  items: EvidenceItem[];
  next?: EvidencePosition;
}

export interface EvidenceOptions {
  metric: EvidenceName;
  /** Whose evidence, each from when to when; all entities where absent. */
  members?: EntitySpan[];
  /** Milliseconds since the epoch; `from` inclusive, `to` exclusive. */
  from: number;
  to: number;
  limit: number;
  after?: EvidencePosition;
  /** What is later than this is marked as future. */
  futureFrom: number;
}

const iso = (moment: number | string) => new Date(Number(moment)).toISOString();

function futureOf(moment: number | string, { futureFrom }: EvidenceOptions) {
  return Number(moment) > futureFrom && { future: true };
}

/** The rows of the wanted entities within the window and after the cursor, newest first. */
function page(
  knex: Knex,
  query: Knex.QueryBuilder,
  options: EvidenceOptions,
  at: string,
  id: Knex.Raw,
): PromiseLike<any[]> {
  const { members, from, to, after, limit } = options;
  query.where(at, '>=', from).where(at, '<', to);
  if (members) {
    const whole = members.filter(one => one.from <= from && one.to >= to);
    const partial = members.filter(one => one.from > from || one.to < to);
    query.where(of => {
      of.whereIn(
        'e.entity_ref',
        whole.map(one => one.entityRef),
      );
      for (const one of partial)
        of.orWhere(span =>
          span
            .where('e.entity_ref', one.entityRef)
            .where(at, '>=', one.from)
            .where(at, '<', one.to),
        );
    });
  }
  if (after)
    query
      .where(at, '<=', after.at)
      .where(rest =>
        rest.where(at, '<', after.at).orWhere(id as any, '<', after.id),
      );
  query.orderByRaw('?? desc, ? desc', [at, id]).limit(limit + 1);
  return members?.length === 1 ? askPrepared<any>(knex, query) : query;
}

function pageOf(
  rows: any[],
  { limit }: EvidenceOptions,
  at: string,
  map: (row: any) => EvidenceItem,
): EvidencePage {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(map),
    ...(rows.length > limit && {
      next: { at: Number(last[at]), id: last.sort_id },
    }),
  };
}

const toDeployment = (
  row: any,
  options: EvidenceOptions,
): DeploymentEvidence => ({
  type: 'deployment',
  entityRef: row.entity_ref,
  project: row.project,
  deploymentId: row.deployment_id,
  environment: row.environment,
  ...(row.revision && { revision: row.revision }),
  ...(row.version && { version: row.version }),
  ...(row.url && { url: row.url }),
  finishedAt: iso(row.finished_at),
  kind: row.kind,
  counted: Boolean(row.counted),
  failed: Boolean(row.failed),
  ...(row.recovered_at !== null && { recoveredAt: iso(row.recovered_at) }),
  ...futureOf(row.finished_at, options),
  evidence: JSON.parse(row.evidence),
});

const toChange = (row: any, options: EvidenceOptions): ChangeEvidence => ({
  type: 'change',
  entityRef: row.entity_ref,
  project: row.project,
  changeKey: row.change_key,
  title: row.title,
  ...(row.url && { url: row.url }),
  deploymentId: row.deployment_id,
  deployedAt: iso(row.deployed_at),
  leadSeconds: Number(row.lead_seconds),
  ...futureOf(row.deployed_at, options),
});

const toIncident = (row: any, options: EvidenceOptions): IncidentEvidence => ({
  type: 'incident',
  entityRef: row.entity_ref,
  source: row.source,
  incidentId: row.incident_id,
  title: row.title,
  ...(row.url && { url: row.url }),
  openedAt: iso(row.opened_at),
  ...(row.resolved_at !== null && { resolvedAt: iso(row.resolved_at) }),
  ...(row.deployment_id && { deploymentId: row.deployment_id }),
  ...(row.method && { method: row.method }),
  ...futureOf(row.opened_at, options),
});

const DEPLOYMENT_COLUMNS = [
  ...['e.entity_ref', 'e.project', 'e.deployment_id', 'e.environment'],
  ...['e.finished_at', 'e.kind', 'e.counted', 'e.failed', 'e.recovered_at'],
  'e.evidence',
];
const CHANGE_COLUMNS = [
  ...['e.entity_ref', 'e.project', 'e.change_key', 'e.title'],
  ...['e.deployment_id', 'e.deployed_at', 'e.lead_seconds'],
];
const INCIDENT_COLUMNS = [
  ...['e.entity_ref', 'e.source', 'e.incident_id', 'e.opened_at'],
  ...['e.deployment_id', 'e.method'],
];

/** The deployments, changes and incidents behind the figures, a page at a time. */
export class DatabaseEvidenceQueries {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DatabaseEvidenceQueries {
    return new DatabaseEvidenceQueries(options.knex);
  }

  async evidence(options: EvidenceOptions): Promise<EvidencePage> {
    switch (options.metric) {
      case 'changeLeadTime':
        return this.#changes(options);
      case 'incidents':
        return this.#incidents(options);
      default:
        return this.#deployments(options);
    }
  }

  async #deployments(options: EvidenceOptions): Promise<EvidencePage> {
    const id = this.#id('e.project', 'e.deployment_id');
    const query = this.#knex('judgement as e')
      .leftJoin('deployment as d', on =>
        on
          .on('d.project', 'e.project')
          .on('d.deployment_id', 'e.deployment_id'),
      )
      .select(
        ...DEPLOYMENT_COLUMNS,
        'd.revision',
        'd.version',
        'd.url',
        this.#knex.raw('? as sort_id', [id]),
      );
    if (options.metric === 'failedRollouts')
      query.where('e.kind', FAILED_ROLLOUT);
    else query.whereNot('e.kind', FAILED_ROLLOUT);
    if (options.metric === 'failedDeploymentRecoveryTime')
      query.where({ 'e.failed': true, 'e.counted': true });
    return pageOf(
      await page(this.#knex, query, options, 'e.finished_at', id),
      options,
      'finished_at',
      row => toDeployment(row, options),
    );
  }

  async #changes(options: EvidenceOptions): Promise<EvidencePage> {
    const id = this.#id('e.project', 'e.change_key');
    const query = this.#knex('delivered_change as e')
      .leftJoin('change as c', on =>
        on
          .on('c.project', 'e.project')
          .on(this.#knex.raw(`c.change_id = substr(e.change_key, 8)`))
          .on(this.#knex.raw(`e.change_key like 'change %'`)),
      )
      .select(...CHANGE_COLUMNS, 'c.url', this.#knex.raw('? as sort_id', [id]));
    return pageOf(
      await page(this.#knex, query, options, 'e.deployed_at', id),
      options,
      'deployed_at',
      row => toChange(row, options),
    );
  }

  async #incidents(options: EvidenceOptions): Promise<EvidencePage> {
    const id = this.#id('e.source', 'e.incident_id');
    const query = this.#knex('attribution as e')
      .join('incident as i', on =>
        on.on('i.source', 'e.source').on('i.incident_id', 'e.incident_id'),
      )
      .select(
        ...INCIDENT_COLUMNS,
        'i.title',
        'i.url',
        'i.resolved_at',
        this.#knex.raw('? as sort_id', [id]),
      );
    return pageOf(
      await page(this.#knex, query, options, 'e.opened_at', id),
      options,
      'opened_at',
      row => toIncident(row, options),
    );
  }

  /** Unique within a moment; the entity is part of it, since one project may stand for several. */
  #id(...columns: [string, string]): Knex.Raw {
    return this.#knex.raw(`e.entity_ref || ' ' || ?? || ' ' || ??`, columns);
  }
}

import type { Freshness } from '@fairway/plugin-metrics-common';
import type { Knex } from 'knex';
import { OWN_PROJECTS } from '../bindings/CatalogScan';
import { databaseNow } from '../database/clock';

export interface UnmatchedProject {
  project: string;
  firstSeen: string;
  lastSeen: string;
  deployments: number;
  incidents: number;
}

/** How far the data reach, and what time it is by the clock that all replicas share. */
export interface Reach extends Omit<Freshness, 'knownSince'> {
  /** Milliseconds since the epoch. */
  now: number;
}

/** A fact that lies further ahead was told by a wrong clock. */
export const FUTURE_MILLISECONDS = 5 * 60_000;
/** Of the rebuild that is under way, beside the gaps of sources. */
const REBUILD = 'figures';

const iso = (moment: number | string) => new Date(Number(moment)).toISOString();

interface CoverageQueriesOptions {
  knex: Knex;
  /** By their id. */
  sources: ReadonlyMap<string, { title: string }>;
}

/** How far the data reach, and what they leave out. */
export class CoverageQueries {
  readonly #knex: Knex;
  readonly #sources: ReadonlyMap<string, { title: string }>;

  private constructor(options: CoverageQueriesOptions) {
    this.#knex = options.knex;
    this.#sources = options.sources;
  }

  static create(options: CoverageQueriesOptions): CoverageQueries {
    return new CoverageQueries(options);
  }

  async reach(): Promise<Reach> {
    const oldest = (
      table: string,
      column: string,
      condition: Record<string, unknown>,
      name: string,
    ) => this.#knex(table).where(condition).min(column).as(name);
    const [[row], gaps] = await Promise.all([
      this.#knex.select(
        this.#knex.raw('? as now', [databaseNow(this.#knex)]),
        oldest('inbox_delivery', 'received_at', { state: 'waiting' }, 'inbox'),
        oldest('dirty_entity', 'since', { background: 0 }, 'entity'),
        oldest('dirty_day', 'since', { background: 0 }, 'day'),
        oldest('dirty_entity', 'since', { background: 1 }, 'rebuild'),
        oldest('dirty_day', 'since', { background: 1 }, 'rebuild_day'),
      ),
      this.#knex('source_gap').orderBy('source'),
    ]);
    const moments = (...names: string[]) =>
      names.filter(name => row[name] !== null).map(name => Number(row[name]));
    const rebuild = moments('rebuild', 'rebuild_day');
    return {
      now: Number(row.now),
      completeTo: iso(Math.min(...moments('now', 'inbox', 'entity', 'day'))),
      gaps: [
        ...gaps.map(gap => ({
          source: gap.source,
          title: this.#sources.get(gap.source)?.title,
          since: iso(gap.since),
          reason: gap.reason,
        })),
        ...(rebuild.length
          ? [
              {
                source: REBUILD,
                since: iso(Math.min(...rebuild)),
                reason: 'The figures are being made anew',
              },
            ]
          : []),
      ],
    };
  }

  async projects(): Promise<{ matched: number; unmatched: number }> {
    const row = await this.#knex('project')
      .count('* as known')
      .select(this.#unmatched().clearSelect().count('*').as('unmatched'))
      .first();
    const unmatched = Number(row?.unmatched ?? 0);
    return { matched: Number(row?.known ?? 0) - unmatched, unmatched };
  }

  /** The projects that stand for no entity now, by name. */
  async unmatched(options: {
    after?: string;
    limit: number;
  }): Promise<UnmatchedProject[]> {
    const count = (table: string) =>
      this.#knex(table)
        .count('*')
        .where(`${table}.project`, this.#knex.ref('p.project'));
    const query = this.#unmatched()
      .select('p.*', count('deployment').as('deployments'))
      .select(count('incident').as('incidents'))
      .orderBy('p.project')
      .limit(options.limit);
    if (options.after !== undefined)
      query.where('p.project', '>', options.after);
    const rows: Record<string, any>[] = await query;
    return rows.map(row => ({
      project: row.project,
      firstSeen: iso(row.first_seen_at),
      lastSeen: iso(row.last_seen_at),
      deployments: Number(row.deployments),
      incidents: Number(row.incidents),
    }));
  }

  /** Deployments whose moment lies ahead. */
  async future(): Promise<number> {
    const row = await this.#knex('judgement')
      .where(
        'finished_at',
        '>',
        this.#knex.raw('? + ?', [databaseNow(this.#knex), FUTURE_MILLISECONDS]),
      )
      .count('* as n')
      .first();
    return Number(row?.n ?? 0);
  }

  #unmatched(): Knex.QueryBuilder {
    return this.#knex('project as p')
      .whereNotExists(
        this.#knex('binding as b')
          .select(this.#knex.raw('1'))
          .where('b.project', this.#knex.ref('p.project'))
          .whereNull('b.valid_to'),
      )
      .whereNot('p.project', 'like', `${OWN_PROJECTS}%`);
  }
}

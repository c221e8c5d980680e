import type { Knex } from 'knex';
import { DayCell, type DayRow } from '../rollups/DayCell';
import type { TimeWindow } from './TimeWindow';

interface ScopedDayRow extends DayRow {
  scope: string;
  day: number;
}

const COLUMNS = [
  ...[
    'scope',
    'day',
    'deployments',
    'redeploys',
    'failed',
    'rework',
    'failed_rollouts',
    'unattributed',
    'open',
  ],
  ...['lead', 'recovery'],
];

/** Reads the days of scopes, each answer with one statement. */
export class DatabaseFigureQueries {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DatabaseFigureQueries {
    return new DatabaseFigureQueries(options.knex);
  }

  /** What happened in each of some scopes in each of some windows; windows may overlap. */
  async cells(
    scopes: string[],
    windows: TimeWindow[],
  ): Promise<Map<string, DayCell[]>> {
    const cells = new Map(
      scopes.map(scope => [scope, windows.map(() => new DayCell())]),
    );
    for (const row of await this.#rows(scopes, windows))
      windows.forEach(({ fromDay, toDay }, index) => {
        if (row.day >= fromDay && row.day < toDay)
          cells.get(row.scope)![index].addRow(row);
      });
    return cells;
  }

  /** The days of a scope put together to buckets; a bucket is told by its first day. */
  async series(
    scope: string,
    window: TimeWindow,
    bucketOf: (day: number) => number,
  ): Promise<Map<number, DayCell>> {
    const buckets = new Map<number, DayCell>();
    for (let day = window.fromDay; day < window.toDay; day++) {
      const bucket = Math.max(bucketOf(day), window.fromDay);
      if (!buckets.has(bucket)) buckets.set(bucket, new DayCell());
    }
    for (const row of await this.#rows([scope], [window]))
      buckets.get(Math.max(bucketOf(row.day), window.fromDay))!.addRow(row);
    return buckets;
  }

  /** The entities that had an owner, a system or a domain at some time in a window. */
  async entitiesOf(scope: string, from: number, to: number): Promise<string[]> {
    const rows = await this.#knex('ownership')
      .distinct('entity_ref')
      .where(of =>
        of
          .where('owner_ref', scope)
          .orWhere('system_ref', scope)
          .orWhere('domain_ref', scope),
      )
      .where('valid_from', '<', to)
      .where(until =>
        until.whereNull('valid_to').orWhere('valid_to', '>', from),
      )
      .orderBy('entity_ref');
    return rows.map(row => row.entity_ref);
  }

  /** What changed after a revision, oldest first. */
  async changedSince(
    revision: number,
    limit: number,
  ): Promise<{ scope: string; revision: number }[]> {
    const rows = await this.#knex('rollup_revision')
      .where('revision', '>', revision)
      .orderBy(['revision', 'scope'])
      .limit(limit);
    return rows.map(row => ({
      scope: row.scope,
      revision: Number(row.revision),
    }));
  }

  async #rows(
    scopes: string[],
    windows: TimeWindow[],
  ): Promise<ScopedDayRow[]> {
    return this.#knex('rollup_day')
      .select(COLUMNS)
      .whereIn('scope', scopes)
      .where('day', '>=', Math.min(...windows.map(({ fromDay }) => fromDay)))
      .where('day', '<', Math.max(...windows.map(({ toDay }) => toDay)));
  }
}

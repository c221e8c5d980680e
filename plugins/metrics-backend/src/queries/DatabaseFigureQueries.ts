import { setImmediate as turn } from 'node:timers/promises';
import type { Knex } from 'knex';
import { DayCell, type DayRow } from '../rollups/DayCell';
import type { TimeWindow } from './TimeWindow';

interface ScopedDayRow extends DayRow {
  scope: string;
  day: number;
}

const COLUMNS = [
  ...['scope', 'day', 'deployments', 'redeploys', 'failed', 'rework'],
  ...['failed_rollouts', 'unattributed', 'open', 'lead', 'recovery'],
];
const ROWS_A_TURN = 2_000;

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
    const rows = await this.#rows(scopes, windows);
    for (const [index, row] of rows.entries()) {
      if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await turn();
      windows.forEach(({ fromDay, toDay }, number) => {
        if (row.day >= fromDay && row.day < toDay)
          cells.get(row.scope)![number].addRow(row);
      });
    }
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

  /** The first day of each of some scopes; nothing is known of the time before. */
  async firstDays(scopes: string[]): Promise<Map<string, number>> {
    const first = this.#knex('rollup_day')
      .min('day')
      .where('scope', this.#knex.ref('revised.scope'))
      .as('day');
    const rows: { scope: string; day: number | null }[] = await this.#knex(
      'rollup_revision as revised',
    )
      .whereIn('revised.scope', scopes)
      .select('revised.scope', first);
    return new Map(
      rows
        .filter(row => row.day !== null)
        .map(row => [row.scope, Number(row.day)]),
    );
  }

  /** What changed after a revision, oldest first; within a revision after a scope. */
  async changedSince(options: {
    revision: number;
    afterScope?: string;
    limit: number;
  }): Promise<{ scope: string; revision: number }[]> {
    const { revision, afterScope, limit } = options;
    const query = this.#knex('rollup_revision')
      .where(rest => {
        rest.where('revision', '>', revision);
        if (afterScope !== undefined)
          rest.orWhere(same =>
            same.where({ revision }).where('scope', '>', afterScope),
          );
      })
      .orderBy(['revision', 'scope'])
      .limit(limit);
    return (await query).map(row => ({
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

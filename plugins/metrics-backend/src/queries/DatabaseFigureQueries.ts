import { setImmediate as turn } from 'node:timers/promises';
import type { Knex } from 'knex';
import { askPrepared } from '@fairway/serving';
import { DayCell, type DayRow, type SumRow } from '../rollups/DayCell';
import type { TimeWindow } from './TimeWindow';
import { sumStatement } from './sumStatement';

interface NumberedDayRow extends DayRow {
  day: number;
}

interface ScopeRow extends SumRow {
  scope: string;
  /** Of the window, from 0 on. */
  place: number;
  first_day: number | null;
  known: number | string;
}

/** What happened in a scope, one cell for each window. */
export interface ScopeCells {
  cells: DayCell[];
  /** Nothing is known of the time before. */
  firstDay?: number;
  /** Whether it is an entity that the catalog had when it was read last. */
  known: boolean;
}

const bytesOf = (sketches: Buffer | string | null) =>
  typeof sketches === 'string' ? Buffer.from(sketches, 'hex') : sketches;

const COLUMNS = [
  ...['day', 'deployments', 'redeploys', 'failed', 'rework'],
  ...['failed_rollouts', 'unattributed', 'open', 'lead', 'recovery'],
];
const ROWS_A_TURN = 250;

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
  ): Promise<Map<string, ScopeCells>> {
    const found = new Map<string, ScopeCells>();
    const rows = await askPrepared<ScopeRow>(
      this.#knex,
      sumStatement(this.#knex, scopes, windows),
    );
    for (const [index, row] of rows.entries()) {
      if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await turn();
      let scope = found.get(row.scope);
      if (!scope)
        found.set(
          row.scope,
          (scope = {
            cells: windows.map(() => new DayCell()),
            known: Number(row.known) > 0,
            ...(row.first_day !== null && { firstDay: row.first_day }),
          }),
        );
      if (row.deployments !== null)
        scope.cells[row.place].addSum({
          ...row,
          lead: bytesOf(row.lead),
          recovery: bytesOf(row.recovery),
        });
    }
    return found;
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
    for (const row of await this.#days(scope, window))
      buckets.get(Math.max(bucketOf(row.day), window.fromDay))!.addRow(row);
    return buckets;
  }

  /** The first day of a scope, undefined where there is none. */
  async firstDay(scope: string): Promise<number | undefined> {
    const row = await this.#knex('rollup_revision').where({ scope }).first();
    return row?.first_day ?? undefined;
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

  async #days(
    scope: string,
    { fromDay, toDay }: TimeWindow,
  ): Promise<NumberedDayRow[]> {
    return this.#knex('rollup_day')
      .select(COLUMNS)
      .where({ scope })
      .where('day', '>=', fromDay)
      .where('day', '<', toDay);
  }
}

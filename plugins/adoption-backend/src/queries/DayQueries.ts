import { askPrepared, isPostgres } from '@fairway/serving';
import type { Knex } from 'knex';
import type { TermKind } from '../figures/Terms';
import { type AskedSpans, sumStatement } from './sumStatement';

export interface CreationDayRow {
  day: number;
  creations: Buffer;
  deploys: Buffer;
}

/** What is kept of the fleet on each day: see FleetDay.ts, FleetTotals.ts and Spreads.ts. */
export type FleetColumn = 'parties' | 'totals' | 'spreads';

export interface FailureGroupRow {
  id: string;
  step: string;
  step_name: string;
  message: string;
}

/** Names and their numbers, as far as they were asked for. */
export class TermNames {
  readonly #ids = new Map<string, number>();
  readonly #values = new Map<string, string>();

  constructor(rows: { kind: string; id: number; value: string }[]) {
    for (const { kind, id, value } of rows) {
      this.#ids.set(`${kind} ${value}`, id);
      this.#values.set(`${kind} ${id}`, value);
    }
  }

  id = (kind: TermKind, value: string) => this.#ids.get(`${kind} ${value}`);

  value = (kind: TermKind, id: number) => this.#values.get(`${kind} ${id}`);
}

/** Reads what was made of the facts, whole days at a time. */
export class DayQueries {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DayQueries {
    return new DayQueries(options.knex);
  }

  /** Days on which nothing began are absent. */
  creations(fromDay: number, toDay: number): Promise<CreationDayRow[]> {
    return this.#knex('creation_day')
      .where('day', '>=', fromDay)
      .where('day', '<', toDay)
      .orderBy('day');
  }

  /** Sums of spans, in no order; spans in which nothing began are absent. */
  sums(
    asked: AskedSpans[],
  ): Promise<{ what: AskedSpans['what']; place: number; bytes: Buffer }[]> {
    return askPrepared(this.#knex, sumStatement(this.#knex, asked));
  }

  /** What is kept of the fleet as it was when some days ended. */
  async fleet(
    days: number[],
    column: FleetColumn,
  ): Promise<Map<number, Buffer>> {
    const rows = await askPrepared<{ day: number; bytes: Buffer }>(
      this.#knex,
      this.#knex('fleet_day')
        .whereIn('day', days)
        .select('day', `${column} as bytes`),
    );
    return new Map(rows.map(row => [row.day, row.bytes]));
  }

  /** All names of some kinds, and besides those that are asked for by name. */
  async terms(
    kinds: TermKind[],
    values: (string | undefined)[] = [],
  ): Promise<TermNames> {
    const query = this.#knex('term')
      .whereIn('kind', kinds)
      .select('kind', 'id', 'value');
    const asked = values.filter(value => value !== undefined);
    if (asked.length) query.orWhereIn('value', asked);
    return new TermNames(await askPrepared(this.#knex, query));
  }

  /** What groups of failures stand for, by their numbers. */
  async failureGroups(ids: number[]): Promise<Map<number, FailureGroupRow>> {
    const groups = new Map<number, FailureGroupRow>();
    // The same words however many there are.
    const among = isPostgres(this.#knex)
      ? this.#knex.raw('t.id = ANY(?::integer[])', [ids])
      : this.#knex.raw('t.id IN (SELECT value FROM json_each(?))', [
          JSON.stringify(ids),
        ]);
    const rows = await askPrepared<FailureGroupRow & { number: number }>(
      this.#knex,
      this.#knex('term as t')
        .join('failure_group as g', 'g.id', 't.value')
        .where('t.kind', 'failure')
        .where(among)
        .select('g.id', 'g.step', 'g.step_name', 'g.message', 't.id as number'),
    );
    for (const { number, ...row } of rows) groups.set(number, row);
    return groups;
  }

  /** The versions that templates have now. */
  async templateVersions(): Promise<Map<string, string>> {
    const rows = await askPrepared<{ template: string; version: string }>(
      this.#knex,
      this.#knex('template')
        .whereNotNull('version')
        .select('template', 'version'),
    );
    return new Map(rows.map(row => [row.template, row.version]));
  }
}

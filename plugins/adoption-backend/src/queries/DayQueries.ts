import { askPrepared } from '@fairway/serving';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';
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
    const rows = await this.#knex('fleet_day')
      .whereIn('day', days)
      .select('day', `${column} as bytes`);
    return new Map(rows.map(row => [row.day, row.bytes]));
  }

  /** All names of some kinds, and besides those that are asked for by name. */
  async terms(
    kinds: TermKind[],
    values: (string | undefined)[] = [],
  ): Promise<TermNames> {
    return new TermNames(
      await this.#knex('term')
        .whereIn('kind', kinds)
        .orWhereIn(
          'value',
          values.filter(value => value !== undefined),
        ),
    );
  }

  /** What groups of failures stand for, by their numbers. */
  async failureGroups(ids: number[]): Promise<Map<number, FailureGroupRow>> {
    const groups = new Map<number, FailureGroupRow>();
    for (const part of chunks(ids))
      for (const { number, ...row } of await this.#knex('term')
        .join('failure_group', 'failure_group.id', 'term.value')
        .where('term.kind', 'failure')
        .whereIn('term.id', part)
        .select('failure_group.*', 'term.id as number'))
        groups.set(number, row);
    return groups;
  }

  /** The versions that templates have now. */
  async templateVersions(): Promise<Map<string, string>> {
    const rows = await this.#knex('template').whereNotNull('version');
    return new Map(rows.map(row => [row.template, row.version]));
  }
}

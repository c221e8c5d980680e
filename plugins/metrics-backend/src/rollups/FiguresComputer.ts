import { setImmediate as turn } from 'node:timers/promises';
import type { Knex } from 'knex';
import { isPostgres } from '../database/clock';
import { Pressure } from '../ingest/Pressure';
import { readEntityFacts } from './EntityFactsReader';
import type { EntityFigures, RulesConfig } from './EntityFigures';
import { writeEntityFigures } from './EntityFiguresWriter';
import { fingerprintOf, storedFingerprint } from './figuresState';
import { type Scope, ScopeAggregator } from './ScopeAggregator';
import { markDaysDirty } from './dirtyMarks';
import { figuresOfEntity } from './figuresOfEntity';

/** Few enough that a transaction is short, and enough that a day which many touch is put together once. */
const ENTITIES_AT_ONCE = 20;
const DAYS_AT_ONCE = 5;
/** So many days are brought up to date together with their entities; a longer history puts its days in line. */
const DAYS_WITH_ENTITIES = 31;

interface Batch {
  /** How many marks were taken away. */
  taken: number;
  /** Whether there may be more. */
  more: boolean;
}

const NOTHING: Batch = { taken: 0, more: false };

export interface FiguresComputerOptions {
  knex: Knex;
  rules: RulesConfig;
  pressure?: Pressure;
}

/**
 * Follows facts with figures: takes entities that are marked dirty, makes their figures anew and brings the days of their
 * scopes up to date, all in the transaction that takes the mark away. One replica computes at a time, and only one whose
 * rules are those that the figures are made by. What is new goes before what a rebuild marked.
 */
export class FiguresComputer {
  readonly #knex: Knex;
  readonly #rules: RulesConfig;
  readonly #aggregator: ScopeAggregator;
  readonly #pressure: Pressure;

  private constructor(options: FiguresComputerOptions) {
    const { knex, rules, pressure = Pressure.create() } = options;
    this.#pressure = pressure;
    this.#knex = knex;
    this.#rules = rules;
    this.#aggregator = ScopeAggregator.create({ zone: rules.zone });
  }

  static create(options: FiguresComputerOptions): FiguresComputer {
    return new FiguresComputer(options);
  }

  /** Computes everything that is dirty now; returns how many entities that were. */
  async computeDirty(signal?: AbortSignal): Promise<number> {
    let computed = 0;
    while (!signal?.aborted) {
      const start = performance.now();
      const entities = await this.#turn(transaction =>
        this.#computeEntities(transaction),
      );
      computed += entities.taken;
      // Days are put together once all entities that touch them are.
      const days = entities.more
        ? NOTHING
        : await this.#turn(transaction => this.#computeDays(transaction));
      if (!entities.more && !days.more) break;
      const worked = performance.now() - start;
      await this.#pressure.rest({ worked, signal });
    }
    return computed;
  }

  /** Replicas that find another one computing, or one with other rules in charge, leave it to that one. */
  async #turn(
    work: (transaction: Knex.Transaction) => Promise<Batch>,
  ): Promise<Batch> {
    return this.#knex.transaction(async transaction => {
      if (isPostgres(transaction)) {
        const { rows } = await transaction.raw(
          `SELECT pg_try_advisory_xact_lock(hashtext('fairway metrics figures')) AS taken`,
        );
        if (!rows[0].taken) return NOTHING;
      }
      const stored = await storedFingerprint(transaction);
      if (stored && stored !== fingerprintOf(this.#rules)) return NOTHING;
      return work(transaction);
    });
  }

  async #computeEntities(transaction: Knex.Transaction): Promise<Batch> {
    const due = transaction('dirty_entity')
      .orderBy(['background', 'since', 'entity_ref'])
      .limit(ENTITIES_AT_ONCE);
    // A mark that is being written belongs to facts that are not there yet: it is taken with them.
    if (isPostgres(transaction)) due.forUpdate().skipLocked();
    const marks: {
      entity_ref: string;
      background: number;
      regroup_from: number | string | null;
    }[] = await due;
    if (!marks.length) return NOTHING;
    const refs = marks.map(row => row.entity_ref);
    await transaction('dirty_entity').whereIn('entity_ref', refs).delete();
    const changed = await writeEntityFigures(
      transaction,
      await this.#figuresOf(transaction, refs),
    );
    const regrouped = new Set<number>();
    for (const { entity_ref: ref, regroup_from: from } of marks)
      if (from !== null)
        for (const { day } of await transaction('rollup_day')
          .where('scope', ref)
          .where('day', '>=', this.#rules.zone.dayOf(Number(from)))
          .select('day'))
          regrouped.add(day);
    await this.#followWithScopes(transaction, {
      changed,
      regrouped,
      background: marks.some(mark => mark.background),
    });
    return { taken: marks.length, more: marks.length === ENTITIES_AT_ONCE };
  }

  async #figuresOf(
    transaction: Knex.Transaction,
    refs: string[],
  ): Promise<Map<string, EntityFigures>> {
    const facts = await readEntityFacts(transaction, refs);
    const figures = new Map<string, EntityFigures>();
    for (const ref of refs) {
      figures.set(ref, figuresOfEntity(facts.get(ref)!, this.#rules));
      await turn();
    }
    return figures;
  }

  async #followWithScopes(
    transaction: Knex.Transaction,
    options: {
      changed: Map<string, number[]>;
      regrouped: Set<number>;
      background: boolean;
    },
  ) {
    const { changed, regrouped, background } = options;
    const touched = new Map<number, string[]>();
    for (const [ref, days] of changed)
      for (const day of days)
        touched.set(day, [...(touched.get(day) ?? []), ref]);
    const days = [...new Set([...touched.keys(), ...regrouped])];
    const revised: Scope[] = [...changed.keys()].map(scope => ({
      scope,
      level: 0,
    }));
    if (background || days.length > DAYS_WITH_ENTITIES)
      await markDaysDirty(transaction, days, { background });
    else
      for (const day of days)
        revised.push(
          ...(await this.#aggregator.aggregateDay(
            transaction,
            day,
            regrouped.has(day) ? undefined : touched.get(day),
          )),
        );
    await this.#revise(transaction, revised);
  }

  async #computeDays(transaction: Knex.Transaction): Promise<Batch> {
    const days: number[] = (
      await transaction('dirty_day')
        .orderBy(['background', { column: 'day', order: 'desc' }])
        .limit(DAYS_AT_ONCE)
    ).map(row => row.day);
    if (!days.length) return NOTHING;
    await transaction('dirty_day').whereIn('day', days).delete();
    const revised: Scope[] = [];
    for (const day of days) {
      revised.push(...(await this.#aggregator.aggregateDay(transaction, day)));
      await turn();
    }
    await this.#revise(transaction, revised);
    return { taken: days.length, more: true };
  }

  /** Gives what changed a revision above all before it, for those who ask what changed since, and notes its first day. */
  async #revise(transaction: Knex.Transaction, scopes: Scope[]): Promise<void> {
    const levels = new Map(scopes.map(({ scope, level }) => [scope, level]));
    if (!levels.size) return;
    const last = await transaction('rollup_revision')
      .max('revision as revision')
      .first();
    const revision = Number(last?.revision ?? 0) + 1;
    const rows = [...levels].map(([scope, level]) => ({
      scope,
      level,
      revision,
    }));
    for (let start = 0; start < rows.length; start += 200)
      await transaction('rollup_revision')
        .insert(rows.slice(start, start + 200))
        .onConflict('scope')
        .merge();
    const first = transaction('rollup_day')
      .min('day')
      .where('scope', transaction.ref('rollup_revision.scope'));
    await transaction('rollup_revision')
      .where({ revision })
      .update({ first_day: first });
  }
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isPostgres } from '../database/clock';
import { readEntityFacts } from './EntityFactsReader';
import type { RulesConfig } from './EntityFigures';
import { writeEntityFigures } from './EntityFiguresWriter';
import { ScopeAggregator } from './ScopeAggregator';
import { figuresOfEntity } from './figuresOfEntity';

/** Few enough that a transaction is short, and enough that a day which many touch is put together once. */
const ENTITIES_AT_ONCE = 50;

export interface FiguresComputerOptions {
  knex: Knex;
  rules: RulesConfig;
  logger: LoggerService;
}

/**
 * Follows facts with figures: takes entities that are marked dirty, makes their figures anew and brings the days of their
 * scopes up to date, all in the transaction that takes the mark away. One replica computes at a time.
 */
export class FiguresComputer {
  readonly #options: FiguresComputerOptions;
  readonly #aggregator: ScopeAggregator;

  private constructor(options: FiguresComputerOptions) {
    this.#options = options;
    this.#aggregator = ScopeAggregator.create({ zone: options.rules.zone });
  }

  static create(options: FiguresComputerOptions): FiguresComputer {
    return new FiguresComputer(options);
  }

  /** Computes everything that is dirty now; returns how many entities that were. */
  async computeDirty(): Promise<number> {
    let computed = 0;
    for (;;) {
      const batch = await this.#options.knex.transaction(transaction =>
        this.#computeBatch(transaction),
      );
      computed += batch;
      if (batch < ENTITIES_AT_ONCE) return computed;
      await new Promise(setImmediate);
    }
  }

  async #computeBatch(transaction: Knex.Transaction): Promise<number> {
    if (!(await this.#takeTurn(transaction))) return 0;
    const due = transaction('dirty_entity')
      .select('entity_ref')
      .orderBy(['since', 'entity_ref'])
      .limit(ENTITIES_AT_ONCE);
    // A fact that marks one of them meanwhile waits for this transaction, and marks it again.
    if (isPostgres(transaction)) due.forUpdate();
    const refs: string[] = (await due).map(row => row.entity_ref);
    await transaction('dirty_entity').whereIn('entity_ref', refs).delete();
    if (!refs.length) return 0;
    const facts = await readEntityFacts(transaction, refs);
    const touched = new Map<number, string[]>();
    const revised = new Set<string>();
    for (const ref of refs) {
      const days = await writeEntityFigures(
        transaction,
        ref,
        figuresOfEntity(facts.get(ref)!, this.#options.rules),
      );
      if (days.length) revised.add(ref);
      for (const day of days)
        touched.set(day, [...(touched.get(day) ?? []), ref]);
    }
    for (const [day, entities] of [...touched].sort(([a], [b]) => a - b))
      for (const scope of await this.#aggregator.aggregateDay(
        transaction,
        day,
        entities,
      ))
        revised.add(scope);
    await this.#revise(transaction, [...revised].sort());
    return refs.length;
  }

  /** Replicas that find another one computing leave it to that one. */
  async #takeTurn(transaction: Knex.Transaction): Promise<boolean> {
    if (!isPostgres(transaction)) return true;
    const { rows } = await transaction.raw(
      `SELECT pg_try_advisory_xact_lock(hashtext('fairway metrics figures')) AS taken`,
    );
    return rows[0].taken;
  }

  /** Gives what changed a revision above all before it, for those who ask what changed since. */
  async #revise(
    transaction: Knex.Transaction,
    scopes: string[],
  ): Promise<void> {
    if (!scopes.length) return;
    const last = await transaction('rollup_revision')
      .max('revision as revision')
      .first();
    const revision = Number(last?.revision ?? 0) + 1;
    for (let start = 0; start < scopes.length; start += 200)
      await transaction('rollup_revision')
        .insert(
          scopes.slice(start, start + 200).map(scope => ({ scope, revision })),
        )
        .onConflict('scope')
        .merge();
  }
}

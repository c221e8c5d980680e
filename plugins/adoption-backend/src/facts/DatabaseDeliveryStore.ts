import { databaseNow, type ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';
import { writingFacts } from '../database/locks';
import { markFleet, markRuns } from '../figures/dirtyMarks';
import { decodeHistory, encodeHistory } from './deliveryHistory';
import type { DeliveryFact } from './facts';

interface Options {
  knex: Knex;
  zone: ReportingZone;
}

const MILESTONES = {
  ci_at: 'ciAt',
  staging_at: 'stagingAt',
  production_at: 'productionAt',
} as const;

/** Keeps what came of services' delivery, each as the metrics plugin had it when it was asked last. */
export class DatabaseDeliveryStore {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): DatabaseDeliveryStore {
    return new DatabaseDeliveryStore(options);
  }

  async record(facts: DeliveryFact[]): Promise<void> {
    const { knex } = this.#options;
    for (const fact of facts)
      await writingFacts(knex, transaction => this.#keep(transaction, fact));
  }

  /** Has services asked about again. */
  async markDue(entityRefs: string[]): Promise<void> {
    const { knex } = this.#options;
    for (const part of chunks([...new Set(entityRefs)], 3))
      await knex('delivery_due')
        .insert(
          part.map(ref => ({ entity_ref: ref, since: databaseNow(knex) })),
        )
        .onConflict('entity_ref')
        .merge(['since']);
  }

  /** Some of those that are to be asked about, those that wait longest first, and since when each. */
  async due(limit: number): Promise<{ entityRef: string; since: number }[]> {
    const rows = await this.#options
      .knex('delivery_due')
      .orderBy(['since', 'entity_ref'])
      .limit(limit);
    return rows.map(row => ({
      entityRef: row.entity_ref,
      since: Number(row.since),
    }));
  }

  /** That they were asked about; who was marked again meanwhile stays due. */
  async settle(asked: { entityRef: string; since: number }[]): Promise<void> {
    for (const { entityRef, since } of asked)
      await this.#options
        .knex('delivery_due')
        .where({ entity_ref: entityRef })
        .where('since', '<=', since)
        .delete();
  }

  /** Services that a run made not long ago and that are not in production yet: their next step comes without an event. */
  async onTheWay(since: number): Promise<string[]> {
    const rows = await this.#options
      .knex('run')
      .leftJoin('milestone', 'milestone.entity_ref', 'run.entity_ref')
      .whereNotNull('run.entity_ref')
      .whereNotNull('run.repository_at')
      .where('run.started_at', '>=', since)
      .whereNull('milestone.production_at')
      .distinct('run.entity_ref as entity_ref');
    return rows.map(row => row.entity_ref);
  }

  async #keep(transaction: Knex.Transaction, fact: DeliveryFact) {
    const { zone } = this.#options;
    const { entityRef, days } = fact;
    const before = await transaction('milestone')
      .where('entity_ref', entityRef)
      .first();
    const taskIds = async () =>
      (
        await transaction('run')
          .where('entity_ref', entityRef)
          .select('task_id')
      ).map(row => row.task_id);
    const differs = Object.entries(MILESTONES).some(([column, name]) =>
      (before?.[column] ?? undefined) === undefined
        ? fact[name] !== undefined
        : Number(before[column]) !== fact[name],
    );
    if (differs) {
      const runs = await taskIds();
      await markRuns(transaction, { taskIds: runs, zone });
      await transaction('milestone')
        .insert({
          entity_ref: entityRef,
          ...Object.fromEntries(
            Object.entries(MILESTONES).map(([column, name]) => [
              column,
              fact[name] ?? null,
            ]),
          ),
        })
        .onConflict('entity_ref')
        .merge();
      await markRuns(transaction, { taskIds: runs, zone });
    }
    const changed = await this.#keepDays(transaction, entityRef, days);
    const moments = [fact.ciAt, fact.stagingAt, fact.productionAt].flatMap(
      at => at ?? [],
    );
    const from = [
      ...changed,
      ...(differs ? moments.map(at => zone.dayOf(at)) : []),
    ];
    if (from.length) await markFleet(transaction, Math.min(...from));
  }

  /** @returns the days on which something else has come of it than was known */
  async #keepDays(
    transaction: Knex.Transaction,
    entityRef: string,
    days: DeliveryFact['days'],
  ): Promise<number[]> {
    const key = { entity_ref: entityRef };
    const known = await transaction('delivery_history').where(key).first();
    const encoded = encodeHistory(days);
    if (known ? known.days.equals(encoded) : !days.length) return [];
    await transaction('delivery_history')
      .insert({ ...key, days: encoded })
      .onConflict('entity_ref')
      .merge();
    const textsOf = (bytes: Buffer | undefined) =>
      new Map(
        decodeHistory(bytes).map(
          day => [day.day, JSON.stringify(day)] as const,
        ),
      );
    const [before, now] = [textsOf(known?.days), textsOf(encoded)];
    return [...new Set([...before.keys(), ...now.keys()])].filter(
      day => before.get(day) !== now.get(day),
    );
  }
}

import { setImmediate as turn } from 'node:timers/promises';
import { type ReportingZone, Sketch } from '@fairway/serving';
import type { Knex } from 'knex';
import { makingFigures } from '../database/locks';
import { encodeCreations } from './CreationDay';
import { CreationReader } from './CreationReader';
import { CreationTotals } from './CreationTotals';
import { encodeDeploys, secondsOf } from './DeployDay';
import { Terms } from './Terms';
import { countCreations } from './countCreations';
import { keepSum, putSumsTogether } from './putSumsTogether';

/** Few enough that a transaction is short. */
const DAYS_AT_ONCE = 5;

/** Follows the facts of attempts and runs: makes the days anew that are marked, in the transaction that takes the mark away. */
export class CreationComputer {
  readonly #knex: Knex;
  readonly #zone: ReportingZone;

  private constructor(options: { knex: Knex; zone: ReportingZone }) {
    this.#knex = options.knex;
    this.#zone = options.zone;
  }

  static create(options: {
    knex: Knex;
    zone: ReportingZone;
  }): CreationComputer {
    return new CreationComputer(options);
  }

  /** @returns how many days were made */
  async compute(signal?: AbortSignal): Promise<number> {
    let made = 0;
    while (!signal?.aborted) {
      const days = await makingFigures(this.#knex, transaction =>
        this.#computeSome(transaction),
      );
      made += days;
      if (days < DAYS_AT_ONCE) break;
      await turn();
    }
    return made;
  }

  async #computeSome(transaction: Knex.Transaction): Promise<number> {
    // The newest first: what is looked at most.
    const rows: { day: number }[] = await transaction('dirty_day')
      .orderBy('day', 'desc')
      .limit(DAYS_AT_ONCE)
      .select('day');
    if (!rows.length) return 0;
    const days = rows.map(({ day }) => day);
    await transaction('dirty_day').whereIn('day', days).delete();
    const terms = Terms.create({ transaction });
    const reader = CreationReader.create({
      knex: transaction,
      zone: this.#zone,
    });
    for (const day of days) {
      const attempts = await reader.onDay(day);
      const firsts = await reader.deploysOn(day);
      const key = { span: 1, first_day: day } as const;
      if (!attempts.length && !firsts.length) {
        await transaction('creation_day').where({ day }).delete();
        await keepSum(transaction, key, undefined);
        continue;
      }
      const creations = await encodeCreations(attempts, terms);
      const deploys = await encodeDeploys(firsts, terms);
      await transaction('creation_day')
        .insert({ day, creations, deploys })
        .onConflict('day')
        .merge();
      const totals = new CreationTotals();
      countCreations(totals, creations);
      await keepSum(transaction, key, {
        creations: totals.encode(),
        deploys: Buffer.from(Sketch.of(firsts.map(secondsOf)).encode()),
      });
    }
    await putSumsTogether(transaction, days);
    return days.length;
  }
}

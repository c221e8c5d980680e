import type { ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import { writingFacts } from '../database/locks';
import { markDays, markRuns } from '../figures/dirtyMarks';
import type { AttemptFact } from './facts';

interface Options {
  knex: Knex;
  zone: ReportingZone;
}

/** Keeps that a form was opened, and which run came of it. Whatever comes twice or late changes nothing. */
export class DatabaseAttemptStore {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): DatabaseAttemptStore {
    return new DatabaseAttemptStore(options);
  }

  async record(fact: AttemptFact): Promise<void> {
    const { knex, zone } = this.#options;
    await writingFacts(knex, async transaction => {
      const before = await transaction('attempt')
        .where('attempt_id', fact.attemptId)
        .first();
      await transaction('attempt')
        .insert({
          attempt_id: fact.attemptId,
          template: fact.template,
          opened_at: fact.openedAt,
          task_id: fact.taskId ?? null,
        })
        .onConflict('attempt_id')
        .merge({
          opened_at: transaction.raw(
            'CASE WHEN attempt.opened_at < excluded.opened_at THEN attempt.opened_at ELSE excluded.opened_at END',
          ),
          // Of two that differ, which nobody sends in earnest, the smaller one stands: so the order does not matter.
          template: transaction.raw(
            'CASE WHEN attempt.template < excluded.template THEN attempt.template ELSE excluded.template END',
          ),
          task_id: transaction.raw(
            'CASE WHEN attempt.task_id < coalesce(excluded.task_id, attempt.task_id) THEN attempt.task_id ELSE coalesce(excluded.task_id, attempt.task_id) END',
          ),
        });
      await markDays(transaction, [
        zone.dayOf(fact.openedAt),
        ...(before ? [zone.dayOf(Number(before.opened_at))] : []),
      ]);
      const taskIds = [fact.taskId, before?.task_id].flatMap(id => id ?? []);
      await markRuns(transaction, { taskIds, zone });
    });
  }
}

import type { ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';
import { writingFacts } from '../database/locks';
import { markFleet, markRuns } from '../figures/dirtyMarks';
import { failureId } from './describeFailure';
import type { RunFact } from './facts';

interface Options {
  knex: Knex;
  zone: ReportingZone;
}

const rowOf = (fact: RunFact) => ({
  task_id: fact.taskId,
  template: fact.template,
  template_version: fact.templateVersion ?? null,
  team: fact.team ?? null,
  system: fact.system ?? null,
  name: fact.name ?? null,
  entity_ref: fact.entityRef ?? null,
  outcome: fact.outcome,
  publishes: fact.publishes,
  started_at: fact.startedAt,
  ended_at: fact.endedAt ?? null,
  repository_at: fact.repositoryAt ?? null,
  retried_at: fact.retriedAt ?? null,
  observed_at: fact.observedAt,
  mark: fact.mark,
});

/** Keeps runs of templates: of each the newest observation, and the failures of all of them. */
export class DatabaseRunStore {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): DatabaseRunStore {
    return new DatabaseRunStore(options);
  }

  async record(facts: RunFact[]): Promise<void> {
    const { knex, zone } = this.#options;
    if (!facts.length) return;
    const taskIds = facts.map(({ taskId }) => taskId);
    await writingFacts(knex, async transaction => {
      await markRuns(transaction, { taskIds, zone });
      for (const fact of facts) await this.#keep(transaction, fact);
      await markRuns(transaction, { taskIds, zone });
      await markFleet(
        transaction,
        Math.min(...facts.map(({ startedAt }) => zone.dayOf(startedAt))),
      );
    });
  }

  /** What was last seen of some runs: their marks, by id. */
  async marks(taskIds: string[]): Promise<Map<string, string>> {
    const marks = new Map<string, string>();
    for (const part of chunks(taskIds))
      for (const row of await this.#options
        .knex('run')
        .whereIn('task_id', part)
        .select('task_id', 'mark'))
        marks.set(row.task_id, row.mark);
    return marks;
  }

  /** Those that have not ended as far as is known. */
  async running(): Promise<string[]> {
    const rows = await this.#options
      .knex('run')
      .where('outcome', 'running')
      .orderBy('started_at', 'desc')
      .select('task_id');
    return rows.map(row => row.task_id);
  }

  /** That the scaffolder has some runs no more: how those ended that had not nobody can tell now. */
  async recordGone(taskIds: string[]): Promise<void> {
    const { knex, zone } = this.#options;
    for (const part of chunks(taskIds))
      await writingFacts(knex, async transaction => {
        const changed = await transaction('run')
          .whereIn('task_id', part)
          .where('outcome', 'running')
          .update({ outcome: 'unknown', mark: 'gone' });
        if (changed) await markRuns(transaction, { taskIds: part, zone });
      });
  }

  async #keep(transaction: Knex.Transaction, fact: RunFact) {
    const { observed_at: observedAt, ...row } = rowOf(fact);
    await transaction('run')
      .insert({ ...row, observed_at: observedAt })
      .onConflict('task_id')
      .merge()
      .where('run.observed_at', '<=', observedAt);
    for (const failure of fact.failures) {
      const id = failureId(failure.step, failure.compared);
      await transaction('failure_group')
        .insert({
          id,
          step: failure.step,
          step_name: failure.stepName,
          message: failure.compared,
        })
        .onConflict('id')
        .ignore();
      await transaction('run_failure')
        .insert({
          task_id: fact.taskId,
          at: failure.at,
          step: failure.step,
          failure: id,
          message: failure.message,
        })
        .onConflict(['task_id', 'at', 'step'])
        .ignore();
    }
  }
}

import type { Fact, FactSink } from '@fairway/plugin-metrics-node';
import type { Knex } from 'knex';
import type { FactWriter } from '../ingest/FactWriter';

const FACTS_AT_ONCE = 500;

/** Keeps what did not come through the inbox, and what sources say of their holes. */
export class DatabaseFactSink implements FactSink {
  readonly #knex: Knex;
  readonly #facts: FactWriter;
  readonly #onFacts: () => void;

  private constructor(options: {
    knex: Knex;
    facts: FactWriter;
    onFacts(): void;
  }) {
    this.#knex = options.knex;
    this.#facts = options.facts;
    this.#onFacts = options.onFacts;
  }

  static create(options: {
    knex: Knex;
    facts: FactWriter;
    onFacts(): void;
  }): DatabaseFactSink {
    return new DatabaseFactSink(options);
  }

  async record(source: string, facts: Fact[]): Promise<void> {
    for (let start = 0; start < facts.length; start += FACTS_AT_ONCE)
      await this.#knex.transaction(transaction =>
        this.#facts.write(
          transaction,
          source,
          facts.slice(start, start + FACTS_AT_ONCE),
        ),
      );
    if (facts.length) this.#onFacts();
  }

  async reportGap(
    source: string,
    gap: { since: Date; reason: string } | undefined,
  ): Promise<void> {
    if (!gap) {
      await this.#knex('source_gap').where({ source }).delete();
      return;
    }
    await this.#knex('source_gap')
      .insert({
        source,
        since: gap.since.getTime(),
        reason: gap.reason.slice(0, 1000),
      })
      .onConflict('source')
      .merge();
  }

  /** Marks that everything of a project up to a moment is in here. */
  async completed(source: string, project: string, to: Date): Promise<void> {
    await this.#knex('project_reconciled')
      .insert({ source, project, complete_to: to.getTime() })
      .onConflict(['source', 'project'])
      .merge();
  }
}

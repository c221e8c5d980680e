import type { HealthAnswer, HealthSubject } from '@fairway/plugin-health-node';
import type { Knex } from 'knex';
import { mergeAnswer } from '../rules/PartState';
import { judge } from '../rules/judge';
import { CheckBatch } from './CheckBatch';
import { isPostgres } from './migrate';
import { type EntityRow, type PartRow, toPart } from './rows';
import type { SourceNames } from './SourceNames';

/** What a source said of an entity; `undefined` where it has nothing to do with it. */
export interface CheckResult {
  entityRef: string;
  answer?: HealthAnswer;
}

interface Options {
  knex: Knex;
  names: SourceNames;
  /** Milliseconds. */
  keepFor: number;
  now: () => number;
}

/** Takes what sources say, and works out what comes of it, in one transaction for each batch. */
export class DatabaseCheckStore {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): DatabaseCheckStore {
    return new DatabaseCheckStore(options);
  }

  /** A batch of what there is to check, by reference. */
  async subjects(options: {
    source: string;
    after?: string;
    limit: number;
  }): Promise<HealthSubject[]> {
    const { knex } = this.#options;
    const rows: { entity_ref: string; entity: string; state: string | null }[] =
      await knex('health_entity as e')
        .leftJoin('health_part as p', join =>
          join
            .on('p.entity_ref', 'e.entity_ref')
            .andOnVal('p.source', options.source),
        )
        .where('e.entity_ref', '>', options.after ?? '')
        .orderBy('e.entity_ref')
        .limit(options.limit)
        .select('e.entity_ref', 'e.entity', 'p.state');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      entity: JSON.parse(row.entity),
      previous: row.state ? JSON.parse(row.state).findings : [],
    }));
  }

  /** Keeps what a source said of some entities. */
  async record(source: string, results: CheckResult[]): Promise<void> {
    if (!results.length) return;
    await this.#options.knex.transaction(async transaction => {
      const refs = results.map(({ entityRef }) => entityRef).sort();
      const entities = await this.#lock(transaction, refs);
      const parts: PartRow[] = await transaction('health_part').whereIn(
        'entity_ref',
        entities.map(row => row.entity_ref),
      );
      const now = this.#options.now();
      const answers = new Map(
        results.map(({ entityRef, answer }) => [entityRef, answer]),
      );
      const batch = new CheckBatch(transaction, source, now);
      for (const entity of entities) {
        const before = parts.filter(
          part => part.entity_ref === entity.entity_ref,
        );
        const after = this.#after({
          ...{ entity, source, before, now },
          answer: answers.get(entity.entity_ref),
        });
        batch.part(entity, before, after);
        const { names } = this.#options;
        batch.entity(entity, {
          before: judge(names.name(before), now),
          after: judge(names.name(after), now),
        });
      }
      await batch.write();
    });
  }

  /** Entities of which a source has said something that is not there any more, by reference. */
  async leftBehind(
    limit: number,
  ): Promise<{ source: string; refs: string[] }[]> {
    const rows: PartRow[] = await this.#options
      .knex('health_part')
      .whereNotIn('source', this.#options.names.ids)
      .limit(limit)
      .select('source', 'entity_ref');
    const sources = [...new Set(rows.map(({ source }) => source))];
    return sources.map(source => ({
      source,
      refs: rows
        .filter(row => row.source === source)
        .map(row => row.entity_ref),
    }));
  }

  async #lock(
    transaction: Knex.Transaction,
    refs: string[],
  ): Promise<EntityRow[]> {
    const query = transaction('health_entity')
      .whereIn('entity_ref', refs)
      .orderBy('entity_ref');
    return isPostgres(transaction) ? query.forUpdate() : query;
  }

  #after(options: {
    entity: EntityRow;
    source: string;
    before: PartRow[];
    answer?: HealthAnswer;
    now: number;
  }): PartRow[] {
    const { entity, source, before, answer, now } = options;
    const others = before.filter(part => part.source !== source);
    if (!answer) return others;
    const own = before.find(part => part.source === source);
    const { state, checkedAt } = mergeAnswer({
      ...{ answer, now, keepFor: this.#options.keepFor },
      before: own && toPart(own),
    });
    return [
      ...others,
      {
        entity_ref: entity.entity_ref,
        source,
        state: JSON.stringify(state),
        checked_at: checkedAt ?? null,
      },
    ];
  }
}

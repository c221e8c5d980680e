import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { isPostgres } from '../database/migrate';
import { type Notice, nextNotice } from '../rules/nextNotice';

/** Something that owners are still to be told. */
export interface WaitingNotice {
  entityRef: string;
  entity: Entity;
  owners: string[];
  notice: Notice;
  /** Of the worst reason. */
  text?: string;
}

/** What owners are to be told, and what they were told. */
export class DatabaseNoticeStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DatabaseNoticeStore {
    return new DatabaseNoticeStore(options.knex);
  }

  async waiting(limit: number): Promise<WaitingNotice[]> {
    const rows: Record<string, any>[] = await this.#knex('health_entity')
      .whereNotNull('to_tell')
      .orderBy('revision')
      .limit(limit);
    return rows.map(row => ({
      entityRef: row.entity_ref,
      entity: JSON.parse(row.entity),
      owners: JSON.parse(row.owners),
      notice: row.to_tell,
      ...(row.text && { text: row.text }),
    }));
  }

  /** Writes down what owners were told. Where it changed while they were, the newer state is to be told too. */
  async told(entityRef: string, notice: Notice): Promise<void> {
    await this.#knex.transaction(async transaction => {
      const query = transaction('health_entity').where({
        entity_ref: entityRef,
      });
      const row = await (isPostgres(transaction)
        ? query.clone().forUpdate().first()
        : query.clone().first());
      if (!row) return;
      await query.update({
        told: notice,
        to_tell:
          nextNotice({
            to: row.status,
            told: notice,
            toTell: row.to_tell === notice ? undefined : row.to_tell,
          }) ?? null,
      });
    });
  }
}

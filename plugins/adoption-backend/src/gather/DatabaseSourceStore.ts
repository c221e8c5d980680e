import type { Knex } from 'knex';

/** Where what is kept comes from. */
export type SourceName = 'scaffolder' | 'catalog' | 'metrics';

export interface SourceState {
  source: SourceName;
  /** Everything until then is here; milliseconds since the epoch. */
  completeTo: number;
  failingSince?: number;
  reason?: string;
  position?: string;
}

/** How far each source has been read. */
export class DatabaseSourceStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DatabaseSourceStore {
    return new DatabaseSourceStore(options.knex);
  }

  async all(): Promise<SourceState[]> {
    const rows = await this.#knex('source').orderBy('source');
    return rows.map(row => ({
      source: row.source,
      completeTo: Number(row.complete_to),
      ...(row.failing_since !== null && {
        failingSince: Number(row.failing_since),
        reason: row.reason,
      }),
      ...(row.position !== null && { position: row.position }),
    }));
  }

  async position(source: SourceName): Promise<string | undefined> {
    const row = await this.#knex('source').where({ source }).first();
    return row?.position ?? undefined;
  }

  async succeeded(
    source: SourceName,
    at: { completeTo: number; position?: string },
  ): Promise<void> {
    await this.#knex('source')
      .insert({
        source,
        ...{ complete_to: at.completeTo, position: at.position ?? null },
        ...{ failing_since: null, reason: null },
      })
      .onConflict('source')
      .merge();
  }

  async failed(
    source: SourceName,
    options: { at: number; reason: string },
  ): Promise<void> {
    await this.#knex('source')
      .insert({
        source,
        ...{ complete_to: 0, failing_since: options.at },
        reason: options.reason,
      })
      .onConflict('source')
      .merge({
        reason: options.reason,
        failing_since: this.#knex.raw(
          'coalesce(source.failing_since, excluded.failing_since)',
        ),
      });
  }
}

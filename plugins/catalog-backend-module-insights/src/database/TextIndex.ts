import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import { TEXT_INDEX, createTextIndex } from './catalogTables';
import { isPostgres } from './migrate';

/**
 * Sees to an index by which PostgreSQL finds words inside of texts, where the extension `pg_trgm` is there or may be
 * created. Without it they are found all the same, by reading all texts. On SQLite they always are.
 */
export class TextIndex {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  #said = false;

  private constructor(options: { knex: Knex; logger: LoggerService }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
  }

  static create(options: { knex: Knex; logger: LoggerService }): TextIndex {
    return new TextIndex(options);
  }

  /** Creates it, unless it is there already. */
  async ensure(): Promise<void> {
    if (!isPostgres(this.#knex)) return;
    const valid = await this.#isValid();
    if (valid) return;
    try {
      // Nobody waits for it to be built: not in a transaction, and what was left of one that was broken off goes first.
      if (valid === false)
        await this.#knex.raw('DROP INDEX CONCURRENTLY IF EXISTS ??', [
          TEXT_INDEX,
        ]);
      await createTextIndex(this.#knex, await this.#operators());
    } catch (error) {
      if (!this.#said)
        this.#logger.info(
          'Texts of the catalog are searched without an index',
          {
            reason: toError(error).message,
          },
        );
      this.#said = true;
    }
  }

  /** Undefined where it is not there. */
  async #isValid(): Promise<boolean | undefined> {
    const { rows } = await this.#knex.raw(
      'SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(?)',
      [TEXT_INDEX],
    );
    return rows[0]?.indisvalid;
  }

  /** The schema that the extension's operators are in: it may have been created for another one. */
  async #operators(): Promise<string> {
    const find = () =>
      this.#knex('pg_extension as e')
        .join('pg_namespace as n', 'n.oid', 'e.extnamespace')
        .where('e.extname', 'pg_trgm')
        .first('n.nspname');
    if (!(await find()))
      await this.#knex.raw('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    return (await find()).nspname;
  }
}

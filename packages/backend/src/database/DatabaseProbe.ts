import knexFactory, { Knex } from 'knex';

const DEADLINE_MILLISECONDS = 2_000;
/** Anybody may ask whether the portal is ready; the database is asked no more often than this. */
const KEPT_MILLISECONDS = 1_000;
/** What fails so soon after the database was away fails because of it. */
const AFTERMATH_MILLISECONDS = 5_000;

/** Asks a PostgreSQL whether it is there, over a connection of its own that no other query can hold. */
export class DatabaseProbe {
  readonly #knex: Knex;
  #answer: Promise<boolean> | undefined;
  #askedAt = -Infinity;
  #awayAt = -Infinity;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** A probe of the server that a client uses; none for SQLite, which is there as long as the process is. */
  static of(knex: Knex): DatabaseProbe | undefined {
    const { config } = knex.client;
    if (config.client !== 'pg') {
      return undefined;
    }
    return new DatabaseProbe(
      knexFactory({
        ...config,
        pool: { min: 0, max: 1 },
        acquireConnectionTimeout: DEADLINE_MILLISECONDS,
      }),
    );
  }

  /** Whether it answers, and within two seconds. */
  async answers(): Promise<boolean> {
    const now = performance.now();
    if (!this.#answer || now - this.#askedAt > KEPT_MILLISECONDS) {
      this.#askedAt = now;
      this.#answer = this.#ask();
    }
    return this.#answer;
  }

  /** Whether it is away now, or has been in the last few seconds. */
  async isOrWasAway(): Promise<boolean> {
    await this.#ask();
    return performance.now() - this.#awayAt < AFTERMATH_MILLISECONDS;
  }

  async close(): Promise<void> {
    await this.#knex.destroy();
  }

  async #ask(): Promise<boolean> {
    try {
      await this.#knex.raw('SELECT 1').timeout(DEADLINE_MILLISECONDS);
      return true;
    } catch {
      this.#awayAt = performance.now();
      return false;
    }
  }
}

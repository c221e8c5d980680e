import Database from 'better-sqlite3';
import { Migration } from './Migration';

/** Values that a statement takes by name (`@name`) or in order (`?`). */
export type Parameters = Record<string, unknown> | unknown[];

/**
 * The sandbox's SQLite file. Every commit is on the disk when it returns (WAL with synchronous=FULL), so whatever was
 * answered survives a crash. Statements are prepared once.
 */
export class ForgeDatabase {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  #afterCommit: Array<() => void> = [];

  private constructor(database: Database.Database) {
    this.#database = database;
  }

  static open(file: string, migrations: readonly Migration[]): ForgeDatabase {
    const database = new Database(file);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('busy_timeout = 5000');
    const opened = new ForgeDatabase(database);
    opened.#migrate(migrations);
    return opened;
  }

  get<Row>(sql: string, parameters: Parameters = []): Row | undefined {
    return this.#statement(sql).get(parameters) as Row | undefined;
  }

  all<Row>(sql: string, parameters: Parameters = []): Row[] {
    return this.#statement(sql).all(parameters) as Row[];
  }

  run(
    sql: string,
    parameters: Parameters = [],
  ): { changes: number; id: number } {
    const result = this.#statement(sql).run(parameters);
    return { changes: result.changes, id: Number(result.lastInsertRowid) };
  }

  /**
   * Runs the work in one transaction: all of it is kept or none. Calls may nest; the outermost commits. The work must
   * be synchronous.
   */
  transact<Result>(work: () => Result): Result {
    if (this.#database.inTransaction) {
      return work();
    }
    let result: Result;
    try {
      result = this.#database.transaction(work).immediate();
    } catch (error) {
      this.#afterCommit = [];
      throw error;
    }
    this.#runAfterCommit();
    return result;
  }

  /** Calls back once the running transaction is committed, or at once when there is none. */
  afterCommit(callback: () => void): void {
    if (!this.#database.inTransaction) {
      callback();
      return;
    }
    this.#afterCommit.push(callback);
  }

  close(): void {
    this.#database.close();
  }

  get isOpen(): boolean {
    return this.#database.open;
  }

  #runAfterCommit() {
    const callbacks = this.#afterCommit;
    this.#afterCommit = [];
    for (const callback of callbacks) {
      callback();
    }
  }

  #statement(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #migrate(migrations: readonly Migration[]) {
    this.#database.exec(
      'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)',
    );
    for (const migration of migrations) {
      this.transact(() => {
        if (
          this.get('SELECT 1 FROM migrations WHERE name = ?', [migration.name])
        ) {
          return;
        }
        this.#database.exec(migration.up);
        this.run('INSERT INTO migrations (name, applied_at) VALUES (?, ?)', [
          migration.name,
          new Date().toISOString(),
        ]);
      });
    }
  }
}

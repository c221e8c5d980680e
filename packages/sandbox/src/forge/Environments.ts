import { ForgeDatabase } from './ForgeDatabase';

export interface Environment {
  id: number;
  name: string;
  createdAt: string;
  updatedAt: string;
}

/** The environments of repositories: each is there once something was deployed to it. */
export class Environments {
  readonly #database: ForgeDatabase;

  constructor(database: ForgeDatabase) {
    this.#database = database;
  }

  /** By name. */
  list(repositoryId: number): Environment[] {
    return this.#database.all<Environment>(
      `SELECT id, name, created_at AS createdAt, updated_at AS updatedAt FROM environments
       WHERE repository_id = ? ORDER BY name`,
      [repositoryId],
    );
  }

  /** Learns that something happened in an environment. */
  note(repositoryId: number, name: string): void {
    this.#database.run(
      `INSERT INTO environments (repository_id, name, created_at, updated_at) VALUES (@repositoryId, @name, @now, @now)
       ON CONFLICT (repository_id, name) DO UPDATE SET updated_at = @now`,
      { repositoryId, name, now: new Date().toISOString() },
    );
  }
}

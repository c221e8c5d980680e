import { ForgeDatabase } from '../../forge/ForgeDatabase';

/** A secret without its value. */
export interface SecretRecord {
  name: string;
  createdAt: string;
  updatedAt: string;
}

/** A variable that workflows see as `vars.<name>`. */
export interface Variable extends SecretRecord {
  value: string;
}

interface Row {
  name: string;
  created_at: string;
  updated_at: string;
}

function toRecord(row: Row): SecretRecord {
  return {
    name: row.name,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Secrets, kept as they were sealed, and variables of repositories. */
export class SecretStore {
  readonly #database: ForgeDatabase;

  constructor(database: ForgeDatabase) {
    this.#database = database;
  }

  /** @returns whether the secret is new */
  putSecret(repositoryId: number, name: string, sealed: string): boolean {
    return this.#database.transact(() => {
      const isNew = !this.secrets(repositoryId).some(
        secret => secret.name === name.toUpperCase(),
      );
      this.#database.run(
        `INSERT INTO secrets (repository_id, name, encrypted_value, created_at, updated_at)
         VALUES (@repositoryId, @name, @sealed, @now, @now)
         ON CONFLICT (repository_id, name) DO UPDATE SET encrypted_value = @sealed, updated_at = @now`,
        {
          repositoryId,
          name: name.toUpperCase(),
          sealed,
          now: new Date().toISOString(),
        },
      );
      return isNew;
    });
  }

  secrets(repositoryId: number): SecretRecord[] {
    return this.#database
      .all<Row>('SELECT * FROM secrets WHERE repository_id = ? ORDER BY name', [
        repositoryId,
      ])
      .map(toRecord);
  }

  /** The secrets as they were sealed, by name. */
  sealed(repositoryId: number): Array<{ name: string; sealed: string }> {
    return this.#database.all(
      'SELECT name, encrypted_value AS sealed FROM secrets WHERE repository_id = ?',
      [repositoryId],
    );
  }

  deleteSecret(repositoryId: number, name: string): boolean {
    return this.#delete('secrets', repositoryId, name);
  }

  /** @returns false when there is a variable of this name already */
  addVariable(repositoryId: number, name: string, value: string): boolean {
    const { changes } = this.#database.run(
      `INSERT INTO variables (repository_id, name, value, created_at, updated_at)
       VALUES (@repositoryId, @name, @value, @now, @now) ON CONFLICT DO NOTHING`,
      {
        repositoryId,
        name: name.toUpperCase(),
        value,
        now: new Date().toISOString(),
      },
    );
    return changes === 1;
  }

  /** @returns false when there is no variable of this name */
  changeVariable(
    repositoryId: number,
    name: string,
    change: { name?: string; value?: string },
  ): boolean {
    const { changes } = this.#database.run(
      `UPDATE variables SET name = coalesce(@newName, name), value = coalesce(@value, value), updated_at = @now
       WHERE repository_id = @repositoryId AND name = @name`,
      {
        repositoryId,
        name,
        newName: change.name?.toUpperCase() ?? null,
        value: change.value ?? null,
        now: new Date().toISOString(),
      },
    );
    return changes === 1;
  }

  variables(repositoryId: number): Variable[] {
    return this.#database
      .all<Row & { value: string }>(
        'SELECT * FROM variables WHERE repository_id = ? ORDER BY name',
        [repositoryId],
      )
      .map(row => ({ ...toRecord(row), value: row.value }));
  }

  /** The `vars` context. */
  variableValues(repositoryId: number): Record<string, string> {
    return Object.fromEntries(
      this.variables(repositoryId).map(({ name, value }) => [name, value]),
    );
  }

  deleteVariable(repositoryId: number, name: string): boolean {
    return this.#delete('variables', repositoryId, name);
  }

  #delete(table: 'secrets' | 'variables', repositoryId: number, name: string) {
    const { changes } = this.#database.run(
      `DELETE FROM ${table} WHERE repository_id = ? AND name = ?`,
      [repositoryId, name],
    );
    return changes === 1;
  }
}

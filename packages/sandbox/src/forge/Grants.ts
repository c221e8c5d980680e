import { ForgeDatabase } from './ForgeDatabase';
import { Repository, Role, Team } from './model';
import { RepositoryRow, toRepository } from './RepositoryRow';

/** Who was given a role in which repository. */
export class Grants {
  readonly #database: ForgeDatabase;

  constructor(database: ForgeDatabase) {
    this.#database = database;
  }

  setTeam(repositoryId: number, teamId: number, role: Role): void {
    this.#database.run(
      'INSERT OR REPLACE INTO repository_teams (repository_id, team_id, role) VALUES (?, ?, ?)',
      [repositoryId, teamId, role],
    );
  }

  removeTeam(repositoryId: number, teamId: number): void {
    this.#database.run(
      'DELETE FROM repository_teams WHERE repository_id = ? AND team_id = ?',
      [repositoryId, teamId],
    );
  }

  setPerson(repositoryId: number, login: string, role: Role): void {
    this.#database.run(
      'INSERT OR REPLACE INTO repository_people (repository_id, login, role) VALUES (?, ?, ?)',
      [repositoryId, login, role],
    );
  }

  removePerson(repositoryId: number, login: string): void {
    this.#database.run(
      'DELETE FROM repository_people WHERE repository_id = ? AND login = ?',
      [repositoryId, login],
    );
  }

  teams(repositoryId: number): Array<Team & { role: Role }> {
    return this.#database.all<Team & { role: Role }>(
      `SELECT t.id, t.organisation, t.slug, t.name, t.description, r.role
       FROM repository_teams r JOIN teams t ON t.id = r.team_id
       WHERE r.repository_id = ? ORDER BY t.slug`,
      [repositoryId],
    );
  }

  /** Logins that were invited themselves. */
  people(repositoryId: number): string[] {
    return this.#database
      .all<{
        login: string;
      }>(
        'SELECT login FROM repository_people WHERE repository_id = ? ORDER BY login',
        [repositoryId],
      )
      .map(({ login }) => login);
  }

  repositoriesOf(teamId: number): Repository[] {
    return this.#database
      .all<RepositoryRow>(
        `SELECT r.* FROM repositories r JOIN repository_teams t ON t.repository_id = r.id
         WHERE t.team_id = ? ORDER BY r.name`,
        [teamId],
      )
      .map(toRepository);
  }
}

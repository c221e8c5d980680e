import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { bots } from './bots';
import { ForgeDatabase } from './ForgeDatabase';
import { People } from './People';
import { Area, Caller, Repository, Role, roles } from './model';

function higher(one: Role, other: Role): Role {
  return roles.indexOf(one) >= roles.indexOf(other) ? one : other;
}

/** True when the role includes at least the one asked for. */
export function includesRole(role: Role, asked: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(asked);
}

/** Who may do what. As on GitHub, what somebody may not read does not exist for them. */
export class Access {
  readonly #database: ForgeDatabase;
  readonly #people: People;

  constructor(database: ForgeDatabase, people: People) {
    this.#database = database;
    this.#people = people;
  }

  /** A person's role in a repository: the highest of what organisation, teams and invitation give. */
  roleOf(login: string, repository: Repository): Role {
    if (login.toLowerCase() === repository.owner.toLowerCase()) {
      return 'admin';
    }
    const inOrganisation = this.#people.roleIn(repository.owner, login);
    if (inOrganisation === 'admin') {
      return 'admin';
    }
    if (inOrganisation && login === bots.deployer) {
      return 'write';
    }
    const given = this.#database.all<{ role: Role }>(
      `SELECT role FROM repository_people WHERE repository_id = @id AND login = @login
       UNION ALL
       SELECT t.role FROM repository_teams t JOIN team_members m ON m.team_id = t.team_id
       WHERE t.repository_id = @id AND m.login = @login`,
      { id: repository.id, login },
    );
    const base: Role =
      inOrganisation || repository.visibility === 'public' ? 'read' : 'none';
    return given.reduce<Role>((role, entry) => higher(role, entry.role), base);
  }

  /** What the caller may do in one area. Reading all areas comes with reading, administration with `admin` only. */
  allows(
    caller: Caller | undefined,
    repository: Repository,
    area: Area,
    level: 'read' | 'write',
  ): boolean {
    if (!caller) {
      return repository.visibility === 'public' && level === 'read';
    }
    if (caller.kind === 'workflow') {
      if (caller.repositoryId !== repository.id) {
        return repository.visibility === 'public' && level === 'read';
      }
      const granted = caller.permissions?.[area] ?? 'none';
      return (
        granted === 'write' ||
        (level === 'read' && (granted === 'read' || area === 'metadata'))
      );
    }
    // Without the scope, somebody's app sees of a private repository as little as a stranger.
    if (caller.kind === 'oauth' && !caller.scopes.includes('repo')) {
      return repository.visibility === 'public' && level === 'read';
    }
    const role = this.roleOf(caller.person.login, repository);
    if (level === 'read') {
      return includesRole(role, 'read');
    }
    return includesRole(role, area === 'administration' ? 'admin' : 'write');
  }

  /** Throws NotFoundError where the caller may not even read, NotAllowedError where reading is all they may. */
  require(
    caller: Caller | undefined,
    repository: Repository,
    area: Area,
    level: 'read' | 'write',
  ): void {
    if (this.allows(caller, repository, area, level)) {
      return;
    }
    if (!this.allows(caller, repository, 'metadata', 'read')) {
      throw new NotFoundError('Not Found');
    }
    throw new NotAllowedError(
      caller && caller.kind !== 'workflow' && caller.kind !== 'installation'
        ? `Must have ${area === 'administration' ? 'admin' : 'write'} rights to Repository.`
        : 'Resource not accessible by integration',
    );
  }
}

import { NotFoundError } from '@backstage/errors';
import { ForgeDatabase } from './ForgeDatabase';
import { Organisation, Person, Team } from './model';

interface PersonRow {
  id: number;
  login: string;
  name: string | null;
  email: string | null;
  type: 'User' | 'Bot';
  created_at: string;
}

interface OrganisationRow {
  id: number;
  login: string;
  name: string;
  description: string | null;
  created_at: string;
}

function toPerson(row: PersonRow): Person {
  const { created_at: createdAt, ...rest } = row;
  return { ...rest, createdAt };
}

function toOrganisation(row: OrganisationRow): Organisation {
  const { created_at: createdAt, ...rest } = row;
  return { ...rest, createdAt };
}

/** People, organisations, teams, and who belongs where. */
export class People {
  readonly #database: ForgeDatabase;

  constructor(database: ForgeDatabase) {
    this.#database = database;
  }

  find(login: string): Person | undefined {
    const row = this.#database.get<PersonRow>(
      'SELECT * FROM people WHERE login = ?',
      [login],
    );
    return row && toPerson(row);
  }

  findByEmail(email: string): Person | undefined {
    const row = this.#database.get<PersonRow>(
      'SELECT * FROM people WHERE email = ? COLLATE NOCASE',
      [email],
    );
    return row && toPerson(row);
  }

  /** Throws NotFoundError when nobody has this login. */
  get(login: string): Person {
    const person = this.find(login);
    if (!person) {
      throw new NotFoundError('Not Found');
    }
    return person;
  }

  /** Everybody who can sign in, by login. */
  list(): Person[] {
    return this.#database
      .all<PersonRow>(`SELECT * FROM people WHERE type = 'User' ORDER BY login`)
      .map(toPerson);
  }

  organisation(login: string): Organisation | undefined {
    const row = this.#database.get<OrganisationRow>(
      'SELECT * FROM organisations WHERE login = ?',
      [login],
    );
    return row && toOrganisation(row);
  }

  organisations(): Organisation[] {
    return this.#database
      .all<OrganisationRow>('SELECT * FROM organisations ORDER BY login')
      .map(toOrganisation);
  }

  organisationsOf(login: string): Organisation[] {
    return this.#database
      .all<OrganisationRow>(
        `SELECT o.* FROM organisations o JOIN organisation_members m ON m.organisation = o.login
         WHERE m.login = ? ORDER BY o.login`,
        [login],
      )
      .map(toOrganisation);
  }

  members(organisation: string): Array<Person & { role: 'admin' | 'member' }> {
    return this.#database
      .all<PersonRow & { role: 'admin' | 'member' }>(
        `SELECT p.*, m.role FROM people p JOIN organisation_members m ON m.login = p.login
         WHERE m.organisation = ? ORDER BY p.login`,
        [organisation],
      )
      .map(({ role, ...row }) => ({ ...toPerson(row), role }));
  }

  /** `admin` owns the organisation; undefined for who is not in it. */
  roleIn(organisation: string, login: string): 'admin' | 'member' | undefined {
    return this.#database.get<{ role: 'admin' | 'member' }>(
      'SELECT role FROM organisation_members WHERE organisation = ? AND login = ?',
      [organisation, login],
    )?.role;
  }

  team(organisation: string, slug: string): Team | undefined {
    return this.#database.get<Team>(
      'SELECT id, organisation, slug, name, description FROM teams WHERE organisation = ? AND slug = ?',
      [organisation, slug],
    );
  }

  teams(organisation: string): Team[] {
    return this.#database.all<Team>(
      'SELECT id, organisation, slug, name, description FROM teams WHERE organisation = ? ORDER BY slug',
      [organisation],
    );
  }

  teamMembers(
    teamId: number,
  ): Array<Person & { role: 'maintainer' | 'member' }> {
    return this.#database
      .all<PersonRow & { role: 'maintainer' | 'member' }>(
        `SELECT p.*, m.role FROM people p JOIN team_members m ON m.login = p.login
         WHERE m.team_id = ? ORDER BY p.login`,
        [teamId],
      )
      .map(({ role, ...row }) => ({ ...toPerson(row), role }));
  }
}

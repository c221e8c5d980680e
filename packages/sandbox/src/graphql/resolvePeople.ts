import { Forge } from '../forge/Forge';
import { Caller, Organisation, Person, Team } from '../forge/model';
import { nodeId } from '../represent/nodeId';
import { avatarUrl } from '../represent/people';
import { connect, ConnectionArguments } from './connection';
import { resolveRepository } from './resolveRepository';

/** What a resolver needs. */
export interface Asking {
  forge: Forge;
  caller: Caller;
}

/** The part that people and organisations share: what they own. */
function ownerFields(asking: Asking, login: string) {
  const { forge, caller } = asking;
  const mayRead = (repository: Parameters<typeof forge.access.allows>[1]) =>
    forge.access.allows(caller, repository, 'contents', 'read');
  return {
    url: `${forge.baseUrl}/${login}`,
    avatarUrl: () => avatarUrl(forge, login),
    repositories: (page: ConnectionArguments) =>
      connect(forge.repositories.list(login).filter(mayRead), page, found =>
        resolveRepository(asking, found),
      ),
    repository: ({ name }: { name: string }) => {
      const found = forge.repositories.find(login, name);
      return found && mayRead(found) ? resolveRepository(asking, found) : null;
    },
  };
}

export function resolvePerson(asking: Asking, person: Person) {
  const { forge } = asking;
  return {
    __typename: 'User',
    ...ownerFields(asking, person.login),
    id: nodeId('User', person.id),
    databaseId: person.id,
    login: person.login,
    name: person.name,
    email: person.email ?? '',
    bio: null,
    suspendedAt: null,
    organizationVerifiedDomainEmails: () =>
      person.email ? [person.email] : [],
    organizations: (page: ConnectionArguments) =>
      connect(forge.people.organisationsOf(person.login), page, found =>
        resolveOrganisation(asking, found),
      ),
  };
}

export function resolveOrganisation(
  asking: Asking,
  organisation: Organisation,
): object {
  const { forge } = asking;
  const { login } = organisation;
  return {
    __typename: 'Organization',
    ...ownerFields(asking, login),
    id: nodeId('Organization', organisation.id),
    databaseId: organisation.id,
    login,
    name: organisation.name,
    description: organisation.description,
    membersWithRole: (page: ConnectionArguments) =>
      connect(
        forge.people.members(login).filter(member => member.type === 'User'),
        page,
        member => resolvePerson(asking, member),
      ),
    teams: ({
      userLogins,
      ...page
    }: ConnectionArguments & { userLogins?: string[] | null }) =>
      connect(
        forge.people
          .teams(login)
          .filter(team => hasAnyOf(forge, team, userLogins)),
        page,
        team => resolveTeam(asking, team),
      ),
    team: ({ slug }: { slug: string }) => {
      const team = forge.people.team(login, slug);
      return team ? resolveTeam(asking, team) : null;
    },
  };
}

/** Without a list, or with its empty default, all teams are meant. */
function hasAnyOf(
  forge: Forge,
  team: Team,
  logins: string[] | null | undefined,
): boolean {
  const wanted = (logins ?? []).filter(Boolean);
  return (
    wanted.length === 0 ||
    forge.people
      .teamMembers(team.id)
      .some(member => wanted.includes(member.login))
  );
}

function resolveTeam(asking: Asking, team: Team) {
  const { forge } = asking;
  const page = `${forge.baseUrl}/orgs/${team.organisation}/teams/${team.slug}`;
  return {
    id: nodeId('Team', team.id),
    databaseId: team.id,
    slug: team.slug,
    combinedSlug: `${team.organisation}/${team.slug}`,
    name: team.name,
    description: team.description,
    url: page,
    avatarUrl: () => avatarUrl(forge, team.slug),
    editTeamUrl: page,
    parentTeam: null,
    members: (query: ConnectionArguments) =>
      connect(forge.people.teamMembers(team.id), query, member =>
        resolvePerson(asking, member),
      ),
  };
}

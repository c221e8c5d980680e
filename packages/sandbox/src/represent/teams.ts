import { Forge } from '../forge/Forge';
import { Role, Team } from '../forge/model';
import { nodeId } from './nodeId';
import { organisationDetailsJson } from './people';
import { Schema } from './schema';
import { timestamp } from './timestamp';

/** The API's words for what a team or person may do in a repository. */
export const permissionWords: Record<Role, string> = {
  none: 'none',
  read: 'pull',
  triage: 'triage',
  write: 'push',
  maintain: 'maintain',
  admin: 'admin',
};

export function roleOfPermission(permission: string): Role | undefined {
  const entry = Object.entries(permissionWords).find(
    ([role, word]) => word === permission || role === permission,
  );
  return entry && (entry[0] as Role);
}

export function teamJson(forge: Forge, team: Team, role: Role = 'read') {
  const organisation = forge.people.organisation(team.organisation)!;
  const url = `${forge.baseUrl}/api/v3/organizations/${organisation.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: nodeId('Team', team.id),
    name: team.name,
    slug: team.slug,
    description: team.description,
    privacy: 'closed' as const,
    notification_setting: 'notifications_enabled' as const,
    permission: permissionWords[role],
    url,
    html_url: `${forge.baseUrl}/orgs/${organisation.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization' as const,
    organization_id: organisation.id,
    parent: null,
  } satisfies Schema<'team'>;
}

export function teamDetailsJson(
  forge: Forge,
  team: Team,
  repositories: number,
): Schema<'team-full'> {
  const organisation = forge.people.organisation(team.organisation)!;
  const { parent: _none, ...rest } = teamJson(forge, team);
  return {
    ...rest,
    members_count: forge.people.teamMembers(team.id).length,
    repos_count: repositories,
    created_at: timestamp(organisation.createdAt),
    updated_at: timestamp(organisation.createdAt),
    organization: organisationDetailsJson(forge, organisation),
  };
}

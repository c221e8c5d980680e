import { InputError } from '@backstage/errors';
import { Octokit } from '@octokit/rest';
import { describeForgeError } from './ForgeError';
import { RepositoryTarget } from './repositoryTarget';

/** A person or a team, and what it may do: GitHub's `pull`, `triage`, `push`, `maintain`, `admin`, or a custom role. */
export type Collaborator =
  { user: string; access: string } | { team: string; access: string };

/** Accepts `group:default/payments` as well as `payments`. */
function nameOf(reference: string): string {
  return reference.replace(/^.*[:/]/, '');
}

/**
 * The person or team that administers the repository: `organisation/team`, or a user's name.
 *
 * @throws InputError when the team is another organisation's.
 */
export function administrator(
  access: string,
  target: RepositoryTarget,
): Collaborator | undefined {
  const [organisation, team] = access.split('/');
  if (team === undefined) {
    return access === target.organisation
      ? undefined
      : { user: access, access: 'admin' };
  }
  if (organisation.toLowerCase() !== target.organisation.toLowerCase()) {
    throw new InputError(
      `access: ${access} is no team of ${target.organisation}`,
    );
  }
  return { team, access: 'admin' };
}

/** Gives one person or team its access; giving it again changes nothing. */
export async function grantAccess(
  octokit: Octokit,
  target: RepositoryTarget,
  collaborator: Collaborator,
): Promise<void> {
  const { organisation: owner, name: repo } = target;
  const isTeam = 'team' in collaborator;
  const name = nameOf(isTeam ? collaborator.team : collaborator.user);
  try {
    if (isTeam) {
      await octokit.rest.teams.addOrUpdateRepoPermissionsInOrg({
        org: owner,
        team_slug: name,
        owner,
        repo,
        permission: collaborator.access,
      });
    } else {
      await octokit.rest.repos.addCollaborator({
        owner,
        repo,
        username: name,
        permission: collaborator.access as 'push',
      });
    }
  } catch (error) {
    throw describeForgeError(
      error,
      `give ${name} ${collaborator.access} access to ${owner}/${repo}`,
    );
  }
}

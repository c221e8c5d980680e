import type {
  DeploymentFact,
  DeploymentStatusFact,
} from '@fairway/plugin-metrics-node';
import type { Repository } from '../projects/Repository';
import type { GithubRelease } from '../webhook/schemas';
import { toUtc, toUtcIfAny } from './moments';

const REVISION = /^[0-9a-f]{40}$/;

/**
 * A published release as a deployment that succeeded when it was published. Which commit it is of is known only where the
 * release names it or the tag was looked up; until then the success is kept alone, and counts once the rest is known.
 */
export function releaseFacts(options: {
  repository: Repository;
  release: GithubRelease;
  environment: string;
  /** The commit of its tag. */
  revision?: string;
}): (DeploymentFact | DeploymentStatusFact)[] {
  const { repository, release, environment } = options;
  const publishedAt = toUtcIfAny(release.published_at);
  if (release.draft || release.prerelease || !publishedAt) return [];
  const deploymentId = `release-${release.id}`;
  const revision =
    options.revision ??
    (REVISION.test(release.target_commitish)
      ? release.target_commitish
      : undefined);
  return [
    {
      type: 'deploymentStatus',
      project: repository.project,
      deploymentId,
      statusId: 'published',
      state: 'success',
      at: publishedAt,
    },
    ...(revision
      ? [
          {
            type: 'deployment' as const,
            project: repository.project,
            deploymentId,
            environment,
            revision,
            version: release.tag_name,
            createdAt: toUtc(release.created_at),
            updatedAt: publishedAt,
            url: release.html_url,
          },
        ]
      : []),
  ];
}

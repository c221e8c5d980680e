import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { nodeId } from '../../represent/nodeId';
import { Schema } from '../../represent/schema';
import { timestamp } from '../../represent/timestamp';
import { headBranch } from '../runner/githubContext';
import { Artifact, Run } from '../store/model';
import { actionsUrl } from './links';

/** An artifact in GitHub's words. */
export function artifactJson(
  forge: Forge,
  repository: Repository,
  artifact: Artifact,
  run: Run | undefined,
): Schema<'artifact'> {
  const url = `${actionsUrl(forge, repository)}/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: nodeId('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expiresAt < new Date().toISOString(),
    created_at: timestamp(artifact.createdAt),
    updated_at: timestamp(artifact.createdAt),
    expires_at: timestamp(artifact.expiresAt),
    digest: artifact.digest,
    workflow_run: run
      ? {
          id: run.id,
          repository_id: repository.id,
          head_repository_id: repository.id,
          head_branch: headBranch(run),
          head_sha: run.headSha,
        }
      : null,
  };
}

import { CommitStatus } from '../forge/CommitStatuses';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { nodeId } from './nodeId';
import { avatarUrl, loginJson } from './people';
import { repositoryUrl } from './repositories';
import { Schema } from './schema';
import { timestamp } from './timestamp';

/** A status as it stands in the combined one: without who reported it. */
export function plainStatusJson(
  forge: Forge,
  repository: Repository,
  status: CommitStatus,
): Schema<'simple-commit-status'> {
  return {
    url: `${repositoryUrl(forge, repository)}/statuses/${status.sha}`,
    avatar_url: avatarUrl(forge, status.creator),
    id: status.id,
    node_id: nodeId('Status', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: timestamp(status.createdAt),
    updated_at: timestamp(status.createdAt),
  };
}

export function statusJson(
  forge: Forge,
  repository: Repository,
  status: CommitStatus,
): Schema<'status'> {
  return {
    ...plainStatusJson(forge, repository, status),
    creator: loginJson(forge, status.creator),
  };
}

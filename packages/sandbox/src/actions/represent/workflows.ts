import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { nodeId } from '../../represent/nodeId';
import { repositoryPageUrl } from '../../represent/repositories';
import { Schema } from '../../represent/schema';
import { timestamp } from '../../represent/timestamp';
import { WorkflowRecord } from '../store/model';
import { actionsUrl } from './links';

/** A workflow in GitHub's words. */
export function workflowJson(
  forge: Forge,
  repository: Repository,
  workflow: WorkflowRecord,
): Schema<'workflow'> {
  const page = repositoryPageUrl(forge, repository);
  return {
    id: workflow.id,
    node_id: nodeId('Workflow', workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: workflow.state,
    created_at: timestamp(workflow.createdAt),
    updated_at: timestamp(workflow.updatedAt),
    url: `${actionsUrl(forge, repository)}/workflows/${workflow.id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/${workflow.path}`,
    badge_url: `${page}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  };
}

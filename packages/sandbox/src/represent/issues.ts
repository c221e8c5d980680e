import { Forge } from '../forge/Forge';
import { Issue } from '../forge/Issues';
import { Repository } from '../forge/model';
import { nodeId } from './nodeId';
import { loginJson } from './people';
import { repositoryPageUrl, repositoryUrl } from './repositories';
import { Schema } from './schema';
import { optionalTimestamp, timestamp } from './timestamp';

/** The number that stands for a label by its name. */
function labelId(name: string): number {
  return [...name].reduce(
    (sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 2_147_483_647,
    7,
  );
}

export function labelJson(forge: Forge, repository: Repository, name: string) {
  const id = labelId(name);
  return {
    id,
    node_id: nodeId('Label', id),
    url: `${repositoryUrl(forge, repository)}/labels/${encodeURIComponent(name)}`,
    name,
    color: 'ededed',
    default: false,
    description: null,
  };
}

export function issueJson(
  forge: Forge,
  repository: Repository,
  issue: Issue,
): Schema<'issue'> {
  const api = repositoryUrl(forge, repository);
  const url = `${api}/issues/${issue.number}`;
  return {
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${repositoryPageUrl(forge, repository)}/issues/${issue.number}`,
    id: issue.id,
    node_id: nodeId('Issue', issue.id),
    number: issue.number,
    title: issue.title,
    body: issue.body,
    user: loginJson(forge, issue.author),
    labels: issue.labels.map(name => labelJson(forge, repository, name)),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: 0,
    created_at: timestamp(issue.createdAt),
    updated_at: timestamp(issue.updatedAt),
    closed_at: optionalTimestamp(issue.closedAt),
    author_association: 'MEMBER',
    active_lock_reason: null,
  };
}

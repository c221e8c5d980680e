import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { Pull } from '../forge/PullRow';
import { Review } from '../forge/Reviews';
import { nodeId } from './nodeId';
import { loginJson } from './people';
import { repositoryPageUrl, repositoryUrl } from './repositories';
import { Schema } from './schema';
import { timestamp } from './timestamp';

export function reviewJson(
  forge: Forge,
  repository: Repository,
  pull: Pull,
  review: Review,
): Schema<'pull-request-review'> {
  const url = `${repositoryUrl(forge, repository)}/pulls/${pull.number}`;
  const page = `${repositoryPageUrl(forge, repository)}/pull/${pull.number}#review-${review.id}`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: loginJson(forge, review.reviewer),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: url,
    _links: { html: { href: page }, pull_request: { href: url } },
    submitted_at: timestamp(review.submittedAt),
    commit_id: review.sha,
    author_association: 'MEMBER',
  };
}

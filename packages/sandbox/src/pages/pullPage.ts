import { Forge } from '../forge/Forge';
import { mergeRefusal } from '../forge/mergeRules';
import { Caller, Repository } from '../forge/model';
import { Pull } from '../forge/PullRow';
import { Review } from '../forge/Reviews';
import { FileChange } from '../git/readChanges';
import { Commit } from '../git/readCommits';
import { changesView } from './changesView';
import { commitList } from './commitList';
import { Html, html } from './html';
import { momentOf } from './momentOf';
import { stateOf } from './pullListPage';
import { renderMarkdown } from './renderMarkdown';
import { repositoryPage } from './repositoryPage';

export interface PullPageOptions {
  forge: Forge;
  repository: Repository;
  pull: Pull;
  caller: Caller;
  commits: Commit[];
  changes: FileChange[];
}

/** One pull request: what it brings, what was said of it, and what one can do. */
export function pullPage(options: PullPageOptions): string {
  const { forge, repository, pull, commits, changes } = options;
  const place = {
    repository,
    ref: pull.headRef,
    sha: pull.headSha,
    path: '',
  };
  return repositoryPage({
    repository,
    viewer: options.caller.person,
    tab: 'Pull requests',
    title: pull.title,
    body: html`<h2>${pull.title} <span class="quiet">#${pull.number}</span></h2>
      <p class="quiet">
        ${stateOf(pull)} · ${pull.author} from <code>${pull.headRef}</code> into
        <code>${pull.baseRef}</code> · ${momentOf(pull.createdAt)}
      </p>
      ${
        pull.body &&
        html`<div class="card">
          <div class="body markdown">${renderMarkdown(pull.body, place)}</div>
        </div>`
      }
      ${forge.reviews.list(pull.id).map(said)}
      ${pull.state === 'open' && decide(options)}
      ${commitList(repository, commits)} ${changesView(changes)}`,
  });
}

const verdicts: Record<Review['state'], string> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'asked for changes',
  COMMENTED: 'commented',
};

function said(review: Review): Html {
  return html`<div class="card" id="review-${review.id}">
    <div class="body">
      <strong>${review.reviewer}</strong> ${verdicts[review.state]} ·
      ${momentOf(review.submittedAt)}
      ${review.body && html`<p>${review.body}</p>`}
    </div>
  </div>`;
}

function decide({ forge, repository, pull, caller }: PullPageOptions): Html {
  const { person } = caller;
  const base = `/${repository.fullName}/pull/${pull.number}`;
  if (!forge.access.allows(caller, repository, 'contents', 'write')) {
    return html`<p class="quiet">Who may push here may approve and merge.</p>`;
  }
  const refusal = mergeRefusal(forge, repository, pull, caller);
  return html`<div class="card">
    <div class="body">
      ${
        person.login === pull.author
          ? html`<p class="quiet">
              Somebody else has to look at what you wrote.
            </p>`
          : html`<form method="post" action="${base}/approve">
              <p><button>Approve</button></p>
            </form>`
      }
      ${
        refusal
          ? html`<p>${refusal}</p>`
          : html`<form method="post" action="${base}/merge">
              <p><button class="primary">Merge</button></p>
            </form>`
      }
    </div>
  </div>`;
}

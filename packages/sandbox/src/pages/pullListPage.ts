import { Forge } from '../forge/Forge';
import { Person, Repository } from '../forge/model';
import { Pull } from '../forge/PullRow';
import { Html, html } from './html';
import { momentOf } from './momentOf';
import { repositoryPage } from './repositoryPage';

const heads = 'refs/heads/';

/** All pull requests, and the branches that could become one. */
export function pullListPage(
  forge: Forge,
  repository: Repository,
  viewer: Person,
): string {
  const pulls = forge.pulls.list(repository.id);
  return repositoryPage({
    repository,
    viewer,
    tab: 'Pull requests',
    title: 'Pull requests',
    body: html`${
      pulls.length === 0
        ? html`<p class="lead">There are no pull requests.</p>`
        : table(repository, pulls)
    }
    ${branches(forge, repository, pulls)}`,
  });
}

/** In a word, as people say it. */
export function stateOf(pull: Pull): string {
  if (pull.mergedAt) {
    return 'Merged';
  }
  if (pull.state === 'closed') {
    return 'Closed';
  }
  return pull.draft ? 'Draft' : 'Open';
}

function table(repository: Repository, pulls: Pull[]): Html {
  return html`<table class="card">
    <thead>
      <tr>
        <th scope="col">Pull request</th>
        <th scope="col">State</th>
        <th scope="col">Opened</th>
      </tr>
    </thead>
    <tbody>
      ${pulls.map(
        pull =>
          html`<tr>
            <td>
              <a href="/${repository.fullName}/pull/${pull.number}"
                >${pull.title}</a
              >
              <span class="quiet">#${pull.number}</span>
            </td>
            <td>${stateOf(pull)}</td>
            <td>${momentOf(pull.createdAt)}, ${pull.author}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Branches without an open pull request; what is behind the default branch shows when one tries. */
function branches(
  forge: Forge,
  repository: Repository,
  pulls: Pull[],
): Html | undefined {
  const open = pulls
    .filter(pull => pull.state === 'open')
    .map(pull => pull.headRef);
  const names = forge.pushes
    .refs(repository.id, heads)
    .map(({ ref }) => ref.slice(heads.length))
    .filter(name => name !== repository.defaultBranch && !open.includes(name));
  if (names.length === 0) {
    return undefined;
  }
  return html`<h2>Branches</h2>
    <form
      method="post"
      action="/${repository.fullName}/pulls"
      class="card"
      aria-label="Open a pull request"
    >
      <div class="body">
        ${names.map(
          name =>
            html`<p>
              <button name="head" value="${name}">
                Open a pull request for ${name}
              </button>
            </p>`,
        )}
      </div>
    </form>`;
}

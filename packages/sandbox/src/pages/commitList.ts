import { Repository } from '../forge/model';
import { Commit } from '../git/readCommits';
import { Html, html } from './html';
import { momentOf } from './momentOf';

/** Commits as a table, with what each is called. */
export function commitList(
  repository: Repository,
  commits: readonly Commit[],
): Html {
  if (commits.length === 0) {
    return html`<p class="lead">There are no commits.</p>`;
  }
  return html`<table class="card">
    <thead>
      <tr>
        <th scope="col">Commit</th>
        <th scope="col">Author</th>
        <th scope="col">When</th>
      </tr>
    </thead>
    <tbody>
      ${commits.map(
        commit =>
          html`<tr>
            <td>
              <a href="/${repository.fullName}/commit/${commit.sha}"
                >${commit.message.split('\n')[0] || '(no message)'}</a
              >
              <span class="mono quiet">${commit.sha.slice(0, 7)}</span>
            </td>
            <td>${commit.author.name}</td>
            <td>${momentOf(commit.author.date)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

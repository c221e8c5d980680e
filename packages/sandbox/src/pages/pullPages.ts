import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { Pull } from '../forge/PullRow';
import { readChanges } from '../git/readChanges';
import { readCommits } from '../git/readCommits';
import { mergeBaseOf } from '../rest/compareCommits';
import { changesView } from './changesView';
import { commitList } from './commitPages';
import { html } from './html';
import { momentOf } from './momentOf';
import { renderMarkdown } from './renderMarkdown';
import { repositoryPage } from './repositoryPage';
import { viewedRepository, viewerOf } from './viewer';

/** Pull requests, to read; they are opened and merged by the API. */
export function pullPages(forge: Forge): Router {
  const router = PromiseRouter();
  router.get('/:owner/:repo/pulls', (req, res) => {
    const repository = viewedRepository(forge, req, res);
    const pulls = forge.pulls.list(repository.id);
    res.type('html').send(
      repositoryPage({
        repository,
        viewer: viewerOf(res),
        tab: 'Pull requests',
        title: 'Pull requests',
        body:
          pulls.length === 0
            ? html`<p class="lead">There are no pull requests.</p>`
            : html`<table class="card">
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
              </table>`,
      }),
    );
  });
  router.get('/:owner/:repo/pull/:number', async (req, res) => {
    const repository = viewedRepository(forge, req, res);
    const pull = forge.pulls.find(repository.id, Number(req.params.number));
    if (!pull) {
      throw new NotFoundError('Not Found');
    }
    const { baseSha, headSha } = pull;
    const [commits, from] = await Promise.all([
      readCommits(forge, repository, { revisions: [headSha, `^${baseSha}`] }),
      mergeBaseOf(forge, repository, baseSha, headSha),
    ]);
    const changes = await readChanges(forge, repository, { from, to: headSha });
    const place = { repository, ref: pull.headRef, sha: headSha, path: '' };
    res.type('html').send(
      repositoryPage({
        repository,
        viewer: viewerOf(res),
        tab: 'Pull requests',
        title: pull.title,
        body: html`<h2>
            ${pull.title} <span class="quiet">#${pull.number}</span>
          </h2>
          <p class="quiet">
            ${stateOf(pull)} · ${pull.author} from
            <code>${pull.headRef}</code> into <code>${pull.baseRef}</code> ·
            ${momentOf(pull.createdAt)}
          </p>
          ${
            pull.body &&
            html`<div class="card">
              <div class="body markdown">
                ${renderMarkdown(pull.body, place)}
              </div>
            </div>`
          }
          ${commitList(repository, commits)} ${changesView(changes)}`,
      }),
    );
  });
  return router;
}

function stateOf(pull: Pull): string {
  if (pull.mergedAt) {
    return 'Merged';
  }
  if (pull.state === 'closed') {
    return 'Closed';
  }
  return pull.draft ? 'Draft' : 'Open';
}

import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { emptyTree, readChanges } from '../git/readChanges';
import { readCommits } from '../git/readCommits';
import { resolveRef } from '../git/resolveRef';
import { changesView } from './changesView';
import { commitList } from './commitList';
import { html } from './html';
import { momentOf } from './momentOf';
import { repositoryPage } from './repositoryPage';
import { viewedRepository, viewerOf } from './viewer';

const base = '/:owner/:repo';
const pageSize = 50;

/** The commits of a ref, and one commit with what it changed. */
export function commitPages(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(`${base}/commits/:ref(*)?`, async (req, res) => {
    const repository = viewedRepository(forge, req, res);
    const ref = req.params.ref || repository.defaultBranch;
    const sha = await resolveRef(forge, repository, ref);
    if (!sha && req.params.ref) {
      throw new NotFoundError('Not Found');
    }
    const skip = Math.max(0, Number(req.query.skip) || 0);
    const commits = sha
      ? await readCommits(forge, repository, {
          revisions: [sha],
          skip,
          limit: pageSize + 1,
        })
      : [];
    res.type('html').send(
      repositoryPage({
        repository,
        viewer: viewerOf(res),
        tab: 'Commits',
        title: `Commits on ${ref}`,
        body: html`<h2>Commits on ${ref}</h2>
          ${commitList(repository, commits.slice(0, pageSize))}
          ${
            commits.length > pageSize &&
            html`<p>
              <a
                class="button"
                href="/${repository.fullName}/commits/${ref}?skip=${
                  skip + pageSize
                }"
                >Older</a
              >
            </p>`
          }`,
      }),
    );
  });
  router.get(`${base}/commit/:sha`, async (req, res) => {
    const repository = viewedRepository(forge, req, res);
    const sha = await resolveRef(forge, repository, req.params.sha);
    if (!sha) {
      throw new NotFoundError('Not Found');
    }
    const [commit] = await readCommits(forge, repository, {
      revisions: [sha],
      limit: 1,
    });
    const changes = await readChanges(forge, repository, {
      from: commit.parents[0] ?? emptyTree,
      to: sha,
    });
    const [title, ...text] = commit.message.split('\n');
    res.type('html').send(
      repositoryPage({
        repository,
        viewer: viewerOf(res),
        tab: 'Commits',
        title,
        body: html`<h2>${title}</h2>
          ${
            text.join('\n').trim() !== '' &&
            html`<pre>${text.join('\n').trim()}</pre>`
          }
          <p class="quiet">
            ${commit.author.name}, ${momentOf(commit.author.date)} ·
            <span class="mono">${sha}</span>
          </p>
          ${changesView(changes)}`,
      }),
    );
  });
  return router;
}

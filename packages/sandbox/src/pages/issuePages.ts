import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { Issue } from '../forge/Issues';
import { Person, Repository } from '../forge/model';
import { Html, html } from './html';
import { momentOf } from './momentOf';
import { renderMarkdown } from './renderMarkdown';
import { repositoryPage } from './repositoryPage';
import { viewedRepository, viewerOf } from './viewer';

const base = '/:owner/:repo/issues';

/** Issues to read; they are written over the API. */
export function issuePages(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(base, (req, res) => {
    const repository = viewedRepository(forge, req, res);
    const issues = forge.issues.list(repository.id);
    res
      .type('html')
      .send(issueListPage({ repository, viewer: viewerOf(res), issues }));
  });
  router.get(`${base}/:number`, (req, res) => {
    const repository = viewedRepository(forge, req, res);
    const number = Number(req.params.number);
    const issue = forge.issues.find(repository.id, number);
    // Both are numbered together, and either address leads to either.
    if (!issue && forge.pulls.find(repository.id, number)) {
      res.redirect(302, `/${repository.fullName}/pull/${number}`);
      return;
    }
    if (!issue) {
      throw new NotFoundError('Not Found');
    }
    res
      .type('html')
      .send(issuePage({ repository, viewer: viewerOf(res), issue }));
  });
  return router;
}

interface Viewed {
  repository: Repository;
  viewer: Person;
}

/** In a word, as people say it. */
function stateOf({ state, stateReason }: Issue): string {
  if (state === 'open') {
    return 'Open';
  }
  return stateReason === 'not_planned' ? 'Closed as not planned' : 'Closed';
}

const labelsOf = (issue: Issue): Html[] =>
  issue.labels.map(label => html`<span class="badge">${label}</span> `);

function issueListPage({
  issues,
  ...viewed
}: Viewed & { issues: Issue[] }): string {
  return repositoryPage({
    ...viewed,
    tab: 'Issues',
    title: 'Issues',
    body:
      issues.length === 0
        ? html`<p class="lead">There are no issues.</p>`
        : html`<table class="card">
            <thead>
              <tr>
                <th scope="col">Issue</th>
                <th scope="col">State</th>
                <th scope="col">Opened</th>
              </tr>
            </thead>
            <tbody>
              ${issues.map(
                issue =>
                  html`<tr>
                    <td>
                      <a
                        href="/${viewed.repository.fullName}/issues/${
                          issue.number
                        }"
                        >${issue.title}</a
                      >
                      <span class="quiet">#${issue.number}</span>
                      ${labelsOf(issue)}
                    </td>
                    <td>${stateOf(issue)}</td>
                    <td>${momentOf(issue.createdAt)}, ${issue.author}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`,
  });
}

function issuePage({ issue, ...viewed }: Viewed & { issue: Issue }): string {
  const { repository } = viewed;
  // Links in its text are those of the default branch.
  const place = {
    repository,
    ref: repository.defaultBranch,
    sha: repository.defaultBranch,
    path: '',
  };
  return repositoryPage({
    ...viewed,
    tab: 'Issues',
    title: issue.title,
    body: html`<h2>
        ${issue.title} <span class="quiet">#${issue.number}</span>
      </h2>
      <p class="quiet">
        ${stateOf(issue)} · opened by ${issue.author} ·
        ${momentOf(issue.createdAt)}
        ${issue.closedAt && html` · closed ${momentOf(issue.closedAt)}`}
      </p>
      ${issue.labels.length > 0 && html`<p>${labelsOf(issue)}</p>`}
      ${
        issue.body &&
        html`<div class="card">
          <div class="body markdown">${renderMarkdown(issue.body, place)}</div>
        </div>`
      }`,
  });
}

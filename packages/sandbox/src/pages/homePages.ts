import { NotFoundError } from '@backstage/errors';
import { Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { Html, html } from './html';
import { momentOf } from './momentOf';
import { page } from './page';
import { viewerOf } from './viewer';

/** All repositories, those of one owner, and the people of a team. */
export function homePages(forge: Forge): Router {
  const router = PromiseRouter();
  router.get('/', (_req, res) => {
    answerList(forge, res, 'Repositories');
  });
  router.get('/orgs/:org/teams/:slug', (req, res) => {
    const team = forge.people.team(req.params.org, req.params.slug);
    if (!team) {
      throw new NotFoundError('Not Found');
    }
    res.type('html').send(
      page({
        title: `Team ${team.name}`,
        viewer: viewerOf(res),
        body: html`<h1>Team ${team.name}</h1>
          <p class="lead">${team.description}</p>
          <table class="card">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Role</th>
              </tr>
            </thead>
            <tbody>
              ${forge.people.teamMembers(team.id).map(
                member =>
                  html`<tr>
                    <td>
                      <a href="/${member.login}"
                        >${member.name ?? member.login}</a
                      >
                    </td>
                    <td>${member.role}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`,
      }),
    );
  });
  router.get('/:owner', (req, res) => {
    const { owner } = req.params;
    const known = forge.people.organisation(owner) ?? forge.people.find(owner);
    if (!known) {
      throw new NotFoundError('Not Found');
    }
    answerList(forge, res, known.name ?? known.login, known.login);
  });
  return router;
}

function answerList(
  forge: Forge,
  res: Response,
  title: string,
  owner?: string,
) {
  const repositories = forge.repositories
    .list(owner)
    .filter(repository =>
      forge.access.allows(res.locals.caller, repository, 'metadata', 'read'),
    );
  const rows: Html[] = repositories.map(
    repository =>
      html`<tr>
        <td>
          <a href="/${repository.fullName}">${repository.fullName}</a>
          <span class="badge">${repository.visibility}</span><br /><span
            class="quiet"
            >${repository.description}</span
          >
        </td>
        <td>${momentOf(repository.pushedAt)}</td>
      </tr>`,
  );
  res.type('html').send(
    page({
      title,
      viewer: viewerOf(res),
      body: html`<h1>${title}</h1>
        ${
          rows.length === 0
            ? html`<p class="lead">There are no repositories yet.</p>`
            : html`<table class="card">
                <thead>
                  <tr>
                    <th scope="col">Repository</th>
                    <th scope="col">Last push</th>
                  </tr>
                </thead>
                <tbody>
                  ${rows}
                </tbody>
              </table>`
        }`,
    }),
  );
}

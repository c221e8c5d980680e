import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Deployment } from '../forge/Deployments';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { Html, html } from './html';
import { momentOf } from './momentOf';
import { repositoryPage } from './repositoryPage';
import { viewedRepository, viewerOf } from './viewer';

const tones: Record<string, string> = {
  success: 'good',
  failure: 'bad',
  error: 'bad',
};

/** What was deployed where, newest first; the last part of the path names an environment. */
export function deploymentPages(forge: Forge): Router {
  const router = PromiseRouter();
  router.get('/:owner/:repo/deployments/:environment?', (req, res) => {
    const repository = viewedRepository(forge, req, res);
    const { environment } = req.params;
    const deployments = forge.deployments.list(repository.id, { environment });
    res.type('html').send(
      repositoryPage({
        repository,
        viewer: viewerOf(res),
        tab: 'Deployments',
        title: `Deployments${environment ? ` to ${environment}` : ''}`,
        body:
          deployments.length === 0
            ? html`<p class="lead">Nothing was deployed yet.</p>`
            : html`<table class="card">
                <thead>
                  <tr>
                    <th scope="col">Environment</th>
                    <th scope="col">Commit</th>
                    <th scope="col">State</th>
                    <th scope="col">Begun</th>
                  </tr>
                </thead>
                <tbody>
                  ${deployments.map(deployment =>
                    row(forge, repository, deployment),
                  )}
                </tbody>
              </table>`,
      }),
    );
  });
  return router;
}

function row(
  forge: Forge,
  repository: Repository,
  deployment: Deployment,
): Html {
  const [status] = forge.deployments.statuses(deployment.id);
  const state = status?.state ?? 'waiting';
  const link = (address: string | undefined, text: string) =>
    address &&
    /^https?:\/\//.test(address) &&
    html` <a href="${address}">${text}</a>`;
  return html`<tr>
    <td>
      <a href="/${repository.fullName}/deployments/${deployment.environment}"
        >${deployment.environment}</a
      >
      ${state === 'success' && link(status.environmentUrl, 'open')}
    </td>
    <td class="mono">
      <a href="/${repository.fullName}/commit/${deployment.sha}"
        >${deployment.sha.slice(0, 7)}</a
      >
    </td>
    <td>
      <span class="${tones[state] ?? ''}">${state.replace('_', ' ')}</span>
      ${status?.description && html`<br />${status.description}`}
      ${link(status?.logUrl, 'log')}
    </td>
    <td>${momentOf(deployment.createdAt)}</td>
  </tr>`;
}

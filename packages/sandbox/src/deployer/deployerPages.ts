import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';

import { Forge } from '../forge/Forge';
import { Html, html } from '../pages/html';
import { page } from '../pages/page';
import { repositoryPage } from '../pages/repositoryPage';
import { viewedRepository, viewerOf } from '../pages/viewer';
import { Deployer } from './Deployer';
import { EnvironmentStatus } from './EnvironmentSupervisor';
import { Release } from './model';
import { ReleaseLauncher } from './ReleaseLauncher';
import { ReleaseStore } from './ReleaseStore';
import { RotatingLog } from './RotatingLog';

const LOG_LINES = 2000;

const WORDS: Record<Release['state'], string> = {
  pending: 'Is being fetched',
  starting: 'Is starting',
  running: 'Serves',
  failed: 'Failed',
  replaced: 'Has been replaced',
};

function releaseLink(release: Release): Html {
  return html`<a
      href="/${release.repository}/deployments/releases/${release.id}"
      >${release.version}</a
    >
    <code>${release.revision.slice(0, 7)}</code>`;
}

function environmentRow(status: EnvironmentStatus, store: ReleaseStore): Html {
  const { environment, url, serving, problem } = status;
  const [newest] = store.releases(environment);
  const pid = serving && store.find(serving.id)?.process?.pid;
  return html`<tr>
    <td>
      <a href="/${environment.repository}">${environment.repository}</a><br />
      ${environment.name}
    </td>
    <td><a href="${url}">${url}</a></td>
    <td>
      ${serving ? releaseLink(serving) : 'Nothing'}
      ${pid && html`<br />process ${pid}`}
      ${problem && html`<br /><span class="bad">${problem}</span>`}
    </td>
    <td>
      ${newest && html`${releaseLink(newest)}<br />${WORDS[newest.state]}`}
    </td>
  </tr>`;
}

function overview(deployer: Deployer, store: ReleaseStore): Html {
  const { statuses, problems } = deployer;
  return html`<h1>What runs here</h1>
    <p class="lead">
      The deploy target follows the branch <code>deploy</code> of every
      repository. Each environment is a process of this machine.
    </p>
    ${
      statuses.length === 0
        ? html`<p>Nothing has been deployed yet.</p>`
        : html`<div class="card scroll">
            <table>
              <thead>
                <tr>
                  <th>Environment</th>
                  <th>Address</th>
                  <th>Serves</th>
                  <th>Newest release</th>
                </tr>
              </thead>
              <tbody>
                ${statuses.map(status => environmentRow(status, store))}
              </tbody>
            </table>
          </div>`
    }
    ${
      problems.length > 0 &&
      html`<h2>What could not be followed</h2>
        <ul>
          ${problems.map(
            ([name, problem]) =>
              html`<li><code>${name}</code>: ${problem}</li>`,
          )}
        </ul>`
    }`;
}

function releaseBody(release: Release, lines: string[]): Html {
  return html`<h2>${release.version} in ${release.environment}</h2>
    <p class="lead">
      ${WORDS[release.state]} since ${release.changedAt.slice(0, 19)} UTC ·
      commit
      <a class="mono" href="/${release.repository}/commit/${release.revision}"
        >${release.revision.slice(0, 7)}</a
      >
      ·
      <a href="/${release.repository}/actions/runs/${release.runId}"
        >run ${release.runId}</a
      >
    </p>
    ${release.message && html`<pre class="bad">${release.message}</pre>`}
    <h2>Log</h2>
    ${
      lines.length === 0
        ? html`<p class="lead">It has written nothing.</p>`
        : html`<pre>${lines.join('\n')}</pre>`
    }`;
}

/** The pages of the deploy target: what runs, and each release with its log. */
export function deployerPages(options: {
  forge: Forge;
  deployer: Deployer;
  store: ReleaseStore;
  launcher: ReleaseLauncher;
}): Router {
  const { forge, deployer, store, launcher } = options;
  const router = Router();
  router.get('/deployments', (_req, res) => {
    res.send(
      page({
        title: 'What runs here',
        viewer: viewerOf(res),
        body: overview(deployer, store),
      }),
    );
  });
  router.get('/:owner/:repo/deployments/releases/:id', (req, res) => {
    const repository = viewedRepository(forge, req, res);
    const release = store.find(Number(req.params.id));
    if (!release || release.repositoryId !== repository.id) {
      throw new NotFoundError('Not Found');
    }
    res.send(
      repositoryPage({
        repository,
        viewer: viewerOf(res),
        tab: 'Deployments',
        title: `${release.version} in ${release.environment}`,
        body: releaseBody(
          release,
          RotatingLog.tail(launcher.logFile(release.id), LOG_LINES),
        ),
      }),
    );
  });
  return router;
}

import { Router } from 'express';
import PromiseRouter from 'express-promise-router';

import { Forge } from '../forge/Forge';
import { Html, html } from '../pages/html';
import { repositoryPage } from '../pages/repositoryPage';
import { viewedRepository, viewerOf } from '../pages/viewer';
import { Deployer } from './Deployer';
import { EnvironmentStatus } from './EnvironmentSupervisor';
import { readMetrics } from './readMetrics';
import { ReleaseLauncher } from './ReleaseLauncher';
import { RotatingLog } from './RotatingLog';

const LOG_LINES = 500;
const MAXIMUM_METRICS = 4 * 1024 * 1024;

/** An environment: what serves there, and what is shown of it. */
function section(status: EnvironmentStatus, shown: Html | false): Html {
  const { environment, url, serving, problem } = status;
  return html`<h2>${environment.name}</h2>
    <p class="lead">
      ${
        serving
          ? html`<a
              href="/${environment.repository}/deployments/releases/${serving.id}"
              >${serving.version}</a
            >`
          : 'Nothing'
      }
      serves at <a href="${url}">${url}</a>
      ${problem && html`<br /><span class="bad">${problem}</span>`}
    </p>
    ${shown}`;
}

function logOf(launcher: ReleaseLauncher, { serving }: EnvironmentStatus) {
  const lines = serving
    ? RotatingLog.tail(launcher.logFile(serving.id), LOG_LINES)
    : [];
  return lines.length > 0 && html`<pre>${lines.join('\n')}</pre>`;
}

async function askMetrics(
  url: string,
): Promise<{ text?: string; problem?: string }> {
  try {
    const response = await fetch(`${url}/metrics`, {
      signal: AbortSignal.timeout(3_000),
    });
    return response.ok
      ? { text: (await response.text()).slice(0, MAXIMUM_METRICS) }
      : { problem: `It answers /metrics with ${response.status}.` };
  } catch {
    return { problem: 'It does not answer at /metrics.' };
  }
}

const milliseconds = (seconds: number | undefined) =>
  seconds === undefined ? '–' : `${Math.round(seconds * 1_000)} ms`;

async function metricsOf({ url, serving }: EnvironmentStatus) {
  if (!serving) {
    return false;
  }
  const { text = '', problem } = await askMetrics(url);
  if (problem) {
    return html`<p>${problem}</p>`;
  }
  const { requests, errors, p50, p95, memoryBytes, startedAt } =
    readMetrics(text);
  const rows: Array<[string, string | number | undefined]> = [
    ['Requests answered', requests],
    ['of which with an error (5xx)', errors],
    ['Half within', requests === undefined ? undefined : milliseconds(p50)],
    ['19 of 20 within', requests === undefined ? undefined : milliseconds(p95)],
    ['Memory', memoryBytes && `${Math.round(memoryBytes / 2 ** 20)} MiB`],
    [
      'Running since',
      startedAt &&
        `${new Date(startedAt * 1_000).toISOString().slice(0, 19)} UTC`,
    ],
  ];
  return html`<table class="card">
      <tbody>
        ${rows
          .filter(([, value]) => value !== undefined)
          .map(
            ([title, value]) =>
              html`<tr>
                <th scope="row">${title}</th>
                <td>${value}</td>
              </tr>`,
          )}
      </tbody>
    </table>
    <details>
      <summary>All that it tells at /metrics</summary>
      <pre>${text}</pre>
    </details>`;
}

/** What serves of one repository: its logs, and its figures as it tells them now. Links of the portal lead here. */
export function servingPages(options: {
  forge: Forge;
  deployer: Deployer;
  launcher: ReleaseLauncher;
}): Router {
  const { forge, deployer, launcher } = options;
  const router = PromiseRouter();
  const show = (
    what: 'logs' | 'metrics',
    shownOf: (
      status: EnvironmentStatus,
    ) => Html | false | Promise<Html | false>,
  ) =>
    router.get(
      `/:owner/:repo/deployments/serving/${what}`,
      async (req, res) => {
        const repository = viewedRepository(forge, req, res);
        const statuses = deployer.statuses
          .filter(
            ({ environment }) => environment.repositoryId === repository.id,
          )
          .sort((one, other) =>
            one.environment.name.localeCompare(other.environment.name),
          );
        const sections = await Promise.all(
          statuses.map(async status => section(status, await shownOf(status))),
        );
        res.send(
          repositoryPage({
            repository,
            viewer: viewerOf(res),
            tab: 'Deployments',
            title: what === 'logs' ? 'Logs' : 'Metrics',
            body: sections.length
              ? html`${sections}`
              : html`<p class="lead">Nothing was deployed yet.</p>`,
          }),
        );
      },
    );
  show('logs', status => logOf(launcher, status));
  show('metrics', metricsOf);
  return router;
}

import { Repository } from '../../forge/model';
import { Html, html } from '../../pages/html';
import { Run } from '../store/model';
import { duration, statusOf, time, warning } from './elements';

/** The newest runs of a repository. */
export function runListPage(
  repository: Repository,
  entries: Array<{ run: Run; name: string; branch: string }>,
): Html {
  const base = `/${repository.fullName}`;
  return html`<h2>Workflow runs</h2>
    ${warning}
    ${
      entries.length === 0
        ? html`<p class="lead">No workflow has run yet.</p>`
        : html`<div class="card scroll">
            <table>
              <thead>
                <tr>
                  <th>Run</th>
                  <th>Status</th>
                  <th>Event</th>
                  <th>Commit</th>
                  <th>Started</th>
                  <th>Took</th>
                </tr>
              </thead>
              <tbody>
                ${entries.map(
                  ({ run, name, branch }) =>
                    html`<tr>
                      <td>
                        <a href="${base}/actions/runs/${run.id}"
                          >${name} #${run.runNumber}</a
                        ><br /><span class="quiet">${run.title}</span>
                      </td>
                      <td>${statusOf(run)}</td>
                      <td>${run.event}<br />${run.actor}</td>
                      <td>
                        <a class="mono" href="${base}/commit/${run.headSha}"
                          >${run.headSha.slice(0, 7)}</a
                        ><br /><span class="quiet">${branch}</span>
                      </td>
                      <td>${time(run.createdAt)}</td>
                      <td>
                        ${duration(
                          run.startedAt,
                          run.status === 'completed' ? run.updatedAt : null,
                        )}
                      </td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }`;
}

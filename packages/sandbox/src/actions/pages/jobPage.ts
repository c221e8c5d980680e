import { Repository } from '../../forge/model';
import { Html, html } from '../../pages/html';
import { Job, Run } from '../store/model';
import { duration, statusOf, warning } from './elements';
import { Log } from './readLog';

const STYLES: Array<[mark: string, style: string]> = [
  ['##[error]', 'bad'],
  ['##[warning]', 'warn'],
  ['##[group]', 'good'],
];

function lineOf(text: string): Html {
  // Each line begins with its time, which is for scripts; the page shows it on hover.
  const [, at, content] = /^(\S+Z) ?(.*)$/s.exec(text) ?? ['', '', text];
  const style = STYLES.find(([mark]) => content.startsWith(mark))?.[1] ?? '';
  return html`<span class="${style}" title="${at}">${content}</span>`;
}

/** One job: its steps, and its log with an anchor for each line. */
export function jobPage(options: {
  repository: Repository;
  run: Run;
  name: string;
  job: Job;
  log: Log;
}): Html {
  const { repository, run, name, job, log } = options;
  const base = `/${repository.fullName}/actions/runs/${run.id}`;
  return html`<h2>${job.name} ${statusOf(job)}</h2>
    <p class="lead">
      <a href="${base}">${name} #${run.runNumber}</a> · attempt ${job.attempt} ·
      ${duration(job.startedAt, job.completedAt)}
    </p>
    ${warning}
    <ol>
      ${job.steps.map(
        step =>
          html`<li>
            <a href="#L${Math.max(1, step.logLine)}">${step.name}</a>
            ${statusOf(step)}
            <span class="quiet"
              >${duration(step.startedAt, step.completedAt)}</span
            >
          </li>`,
      )}
    </ol>
    <h2>Log</h2>
    ${
      log.lines.length === 0
        ? html`<p class="lead">There is no log yet.</p>`
        : html`<div class="card scroll">
            <table class="source mono">
              <tbody>
                ${log.lines.map(
                  (line, index) =>
                    html`<tr id="L${index + 1}">
                      <td><a href="#L${index + 1}">${index + 1}</a></td>
                      <td>${lineOf(line)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
    ${
      log.isCut &&
      html`<p class="lead">
        Only the beginning is shown; the API gives the whole log.
      </p>`
    }`;
}

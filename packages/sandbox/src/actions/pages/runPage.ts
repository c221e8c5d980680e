import { Repository } from '../../forge/model';
import { Html, html } from '../../pages/html';
import { refName } from '../runner/githubContext';
import { Artifact, Job, Run } from '../store/model';
import { duration, statusOf, time, warning } from './elements';

function jobCard(base: string, job: Job): Html {
  return html`<div class="card scroll">
    <div class="body">
      <a href="${base}/job/${job.id}"><strong>${job.name}</strong></a>
      ${statusOf(job)}
      <span class="quiet">${duration(job.startedAt, job.completedAt)}</span>
    </div>
    ${
      job.steps.length > 0 &&
      html`<table>
        <thead>
          <tr>
            <th>Step</th>
            <th>Status</th>
            <th>Took</th>
          </tr>
        </thead>
        <tbody>
          ${job.steps.map(
            step =>
              html`<tr>
                <td>
                  <a href="${base}/job/${job.id}#L${Math.max(1, step.logLine)}"
                    >${step.name}</a
                  >
                </td>
                <td>${statusOf(step)}</td>
                <td>${duration(step.startedAt, step.completedAt)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`
    }
  </div>`;
}

function artifactTable(base: string, artifacts: Artifact[]): Html {
  return html`<h2>Artifacts</h2>
    <div class="card scroll">
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>Size</th>
            <th>Digest</th>
          </tr>
        </thead>
        <tbody>
          ${artifacts.map(
            artifact =>
              html`<tr>
                <td>
                  <a href="${base}/artifacts/${artifact.id}"
                    >${artifact.name}</a
                  >
                </td>
                <td>${(artifact.size / 1024).toFixed(0)} KiB</td>
                <td><code>${artifact.digest}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

/** One run: its jobs with their steps, what they noted, its artifacts. */
export function runPage(options: {
  repository: Repository;
  run: Run;
  name: string;
  jobs: Job[];
  artifacts: Artifact[];
}): Html {
  const { repository, run, name, jobs, artifacts } = options;
  const base = `/${repository.fullName}/actions/runs/${run.id}`;
  const notes = jobs.flatMap(job =>
    job.annotations.map(annotation => ({ job, annotation })),
  );
  return html`<h2>${name} #${run.runNumber} ${statusOf(run)}</h2>
    <p class="lead">
      ${run.title} · ${run.event} by ${run.triggeringActor} on
      ${refName(run.ref)} ·
      <a class="mono" href="/${repository.fullName}/commit/${run.headSha}"
        >${run.headSha.slice(0, 7)}</a
      >
      · ${time(run.startedAt)} · attempt ${run.attempt}
    </p>
    ${run.message && html`<pre class="bad">${run.message}</pre>`} ${warning}
    ${jobs.map(job => jobCard(base, job))}
    ${
      notes.length > 0 &&
      html`<h2>Annotations</h2>
        <ul>
          ${notes.map(
            ({ job, annotation }) =>
              html`<li>
                <strong>${job.name}</strong>, ${annotation.level}:
                ${annotation.message}
              </li>`,
          )}
        </ul>`
    }
    ${artifacts.length > 0 && artifactTable(base, artifacts)}
    ${jobs
      .filter(job => job.summary)
      .map(
        job =>
          html`<h2>Summary of ${job.name}</h2>
            <pre>${job.summary}</pre>`,
      )}`;
}

import { appendFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { bots } from '../../forge/bots';
import { Forge } from '../../forge/Forge';
import { stopOrphans } from '../../processes/stopOrphans';
import { trackingId } from '../runner/githubContext';
import { logFile } from '../runner/JobRunner';
import { RunnerSettings } from '../runner/RunnerSettings';
import { Job, Run } from '../store/model';
import { JobStore } from '../store/JobStore';
import { RunStore } from '../store/RunStore';
import { JobDeployment } from './JobDeployment';
import { RunAnnouncer } from './RunAnnouncer';

const LOST =
  'The runner lost communication with the server: the sandbox was stopped while this job ran. Run it again.';

/** After a crash: ends what the last life left running, and its jobs fail as on GitHub when a runner is lost. */
export async function recoverRuns(options: {
  forge: Forge;
  runs: RunStore;
  jobs: JobStore;
  announcer: RunAnnouncer;
  settings: RunnerSettings;
}): Promise<void> {
  const { forge, runs, jobs, announcer, settings } = options;
  const lost = jobs.open().filter(job => job.status === 'in_progress');
  for (const job of lost) {
    await stopOrphans({
      processes: job.processes,
      variable: {
        name: 'RUNNER_TRACKING_ID',
        value: trackingId(settings.directory, job),
      },
      graceMilliseconds: settings.graceMilliseconds,
    });
  }
  forge.database.transact(() => {
    for (const job of lost) {
      const run = runs.find(job.runId);
      if (run) {
        announcer.job('completed', run, failLost(jobs, job));
        failDeployment(forge, run, job);
      }
    }
    for (const token of forge.tokens.list(bots.runner, 'workflow')) {
      forge.tokens.revoke(token.id);
    }
  });
  for (const job of lost) {
    const file = logFile(settings, job);
    if (existsSync(file)) {
      appendFileSync(file, `\n${new Date().toISOString()} ##[error]${LOST}\n`);
    }
  }
  rmSync(join(settings.directory, 'work'), { recursive: true, force: true });
}

function failLost(jobs: JobStore, job: Job): Job {
  const now = new Date().toISOString();
  return jobs.update(job.id, {
    status: 'completed',
    conclusion: 'failure',
    completedAt: now,
    processes: [],
    annotations: [...job.annotations, { level: 'failure', message: LOST }],
    steps: job.steps.map(step =>
      step.status === 'completed'
        ? step
        : {
            ...step,
            status: 'completed',
            conclusion: step.status === 'in_progress' ? 'failure' : 'skipped',
            completedAt: now,
          },
    ),
  });
}

function failDeployment(forge: Forge, run: Run, job: Job) {
  const repository = forge.repositories.findById(run.repositoryId);
  if (repository && job.environment) {
    JobDeployment.lose({ forge, run, job, repository });
  }
}

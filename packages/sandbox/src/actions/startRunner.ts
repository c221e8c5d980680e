import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { Forge } from '../forge/Forge';
import { ActionsStores } from './ActionsStores';
import { JobRunner } from './runner/JobRunner';
import { RunnerSettings } from './runner/RunnerSettings';
import { checksOf } from './runs/checksOf';
import { Cancellation } from './runs/Cancellation';
import { DispatchTrigger } from './runs/DispatchTrigger';
import { JobExecutor } from './runs/JobExecutor';
import { JobFactory } from './runs/JobFactory';
import { PullTrigger } from './runs/PullTrigger';
import { PushIntake } from './runs/PushIntake';
import { PushTrigger } from './runs/PushTrigger';
import { RunAnnouncer } from './runs/RunAnnouncer';
import { RunFactory } from './runs/RunFactory';
import { recoverRuns } from './runs/RunRecovery';
import { RunScheduler } from './runs/RunScheduler';
import { WorkflowCache } from './runs/WorkflowCache';
import { SecretBox } from './secrets/SecretBox';

/** Removes the logs and artifacts of runs that are gone. */
function removeFiles(directory: string, runIds: number[]): void {
  for (const id of runIds) {
    for (const folder of ['logs', 'artifacts']) {
      rmSync(join(directory, folder, String(id)), {
        recursive: true,
        force: true,
      });
    }
  }
}

/** What is there once the runner works. */
export interface Runner {
  box: SecretBox;
  scheduler: RunScheduler;
  executor: JobExecutor;
  cancellation: Cancellation;
  dispatches: DispatchTrigger;
  intake: PushIntake;
}

/** Puts the runner together, takes up what the last life left, and listens for pushes. */
export async function startRunner(options: {
  forge: Forge;
  stores: ActionsStores;
  settings: RunnerSettings;
  announcer: RunAnnouncer;
}): Promise<Runner> {
  const { forge, stores, settings, announcer } = options;
  const { runs, jobs, secrets, workflows, artifacts } = stores;
  const box = await SecretBox.open(settings.directory);
  artifacts.deleteExpired();
  await recoverRuns({ forge, runs, jobs, announcer, settings });
  const executor = new JobExecutor({
    forge,
    jobs,
    secrets,
    box,
    announcer,
    runner: new JobRunner({ settings, artifacts }),
  });
  const cancellation = new Cancellation({ runs, jobs, executor, announcer });
  const scheduler = new RunScheduler({
    forge,
    runs,
    jobs,
    executor,
    cancellation,
    announcer,
    workflows: new WorkflowCache(workflows),
    factory: new JobFactory({ forge, jobs, secrets, announcer }),
    concurrency: settings.concurrency,
  });
  const factory = new RunFactory({
    forge,
    workflows,
    runs,
    secrets,
    announcer,
  });
  const intake = new PushIntake({
    workflows,
    pushes: new PushTrigger({ forge, workflows, factory }),
    pulls: new PullTrigger({ forge, workflows, factory }),
    onRuns: () => scheduler.schedule(),
  });
  forge.events.on('push', event => {
    workflows.addPush(event);
    forge.database.afterCommit(() => {
      void intake.drain();
    });
  });
  forge.events.on('pull_request', event => {
    // Like a push, what a workflow's own token does starts no workflow.
    if (!event.viaWorkflowToken) {
      workflows.addPull(event.repository.id, {
        number: event.pull.number,
        action: event.action,
        headSha: event.pull.headSha,
        sender: event.sender,
      });
      forge.database.afterCommit(() => {
        void intake.drain();
      });
    }
  });
  forge.checksOf = (repositoryId, sha) =>
    checksOf({ runs, jobs }, repositoryId, sha);
  forge.events.on('repository.deleted', ({ repository }) => {
    runs.open(repository.id).forEach(run => cancellation.cancelRun(run));
    const ids = runs.ids(repository.id);
    forge.database.afterCommit(() => removeFiles(settings.directory, ids));
  });
  void intake.drain();
  scheduler.schedule();
  const dispatches = new DispatchTrigger({ forge, workflows, factory });
  return { box, scheduler, executor, cancellation, dispatches, intake };
}

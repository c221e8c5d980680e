import { bots } from '../../forge/bots';
import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { loginJson, organisationJson } from '../../represent/people';
import { repositoryJson } from '../../represent/repositories';
import { jobJson } from '../represent/jobs';
import { runJson } from '../represent/runs';
import { workflowJson } from '../represent/workflows';
import { Job, Run, WorkflowRecord } from '../store/model';
import { WorkflowStore } from '../store/WorkflowStore';

/** Tells the webhooks how runs and jobs get on. */
export class RunAnnouncer {
  readonly #forge: Forge;
  readonly #workflows: WorkflowStore;

  constructor(options: { forge: Forge; workflows: WorkflowStore }) {
    this.#forge = options.forge;
    this.#workflows = options.workflows;
  }

  run(action: 'requested' | 'in_progress' | 'completed', run: Run): void {
    this.#emit(run, 'workflow_run', action, (repository, workflow) => ({
      workflow_run: runJson(this.#forge, repository, run, workflow),
      workflow: workflowJson(this.#forge, repository, workflow),
    }));
  }

  job(
    action: 'queued' | 'in_progress' | 'completed',
    run: Run,
    job: Job,
  ): void {
    this.#emit(run, 'workflow_job', action, (repository, workflow) => ({
      workflow_job: jobJson(this.#forge, repository, { run, job, workflow }),
    }));
  }

  #emit(
    run: Run,
    event: string,
    action: string,
    body: (
      repository: Repository,
      workflow: WorkflowRecord,
    ) => Record<string, unknown>,
  ) {
    const repository = this.#forge.repositories.findById(run.repositoryId);
    const workflow = this.#workflows.get(run.workflowId);
    if (!repository || !workflow) {
      return;
    }
    const organisation = this.#forge.people.organisation(repository.owner);
    this.#forge.webhooks.emit({
      organisation: repository.owner,
      repositoryId: repository.id,
      event,
      action,
      payload: {
        ...body(repository, workflow),
        repository: repositoryJson(this.#forge, repository),
        ...(organisation && {
          organization: organisationJson(this.#forge, organisation),
        }),
        sender: loginJson(this.#forge, run.triggeringActor || bots.runner),
      },
    });
  }
}

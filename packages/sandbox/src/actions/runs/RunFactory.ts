import { Forge } from '../../forge/Forge';
import { Person, Repository } from '../../forge/model';
import { interpolate } from '../expressions/evaluateExpression';
import { githubContext } from '../runner/githubContext';
import { SecretStore } from '../secrets/SecretStore';
import { Run, WorkflowRecord } from '../store/model';
import { RunStore } from '../store/RunStore';
import { WorkflowStore } from '../store/WorkflowStore';
import { Workflow } from '../workflow/Workflow';
import { WorkflowFile } from './readWorkflows';
import { RunAnnouncer } from './RunAnnouncer';

/** What starts a run. */
export interface Trigger {
  event: Run['event'];
  ref: string;
  sha: string;
  actor: Person;
  /** Of the run, when the workflow gives it none. */
  title: string;
  /** `github.event`. */
  payload: Record<string, unknown>;
  inputs: Run['inputs'];
}

/** Makes runs of workflow files. */
export class RunFactory {
  readonly #forge: Forge;
  readonly #workflows: WorkflowStore;
  readonly #runs: RunStore;
  readonly #secrets: SecretStore;
  readonly #announcer: RunAnnouncer;

  constructor(options: {
    forge: Forge;
    workflows: WorkflowStore;
    runs: RunStore;
    secrets: SecretStore;
    announcer: RunAnnouncer;
  }) {
    this.#forge = options.forge;
    this.#workflows = options.workflows;
    this.#runs = options.runs;
    this.#secrets = options.secrets;
    this.#announcer = options.announcer;
  }

  /** Learns that there is a workflow, and what it is called. */
  save(repository: Repository, file: WorkflowFile): WorkflowRecord {
    const name = 'workflow' in file ? file.workflow.name : file.path;
    return this.#workflows.save(repository.id, file.path, name);
  }

  /** Makes a run; of a file that can't be read, one that has failed and says why. */
  create(repository: Repository, file: WorkflowFile, trigger: Trigger): Run {
    const record = this.save(repository, file);
    const run = this.#runs.insert({
      repositoryId: repository.id,
      workflowId: record.id,
      runNumber: this.#workflows.nextRunNumber(record.id),
      attempt: 1,
      event: trigger.event,
      ref: trigger.ref,
      headSha: trigger.sha,
      title: trigger.title,
      actor: trigger.actor.login,
      triggeringActor: trigger.actor.login,
      status: 'queued',
      conclusion: null,
      source: file.text,
      payload: trigger.payload,
      inputs: trigger.inputs,
      concurrency: null,
      cancelRequested: false,
      message: null,
    });
    const described =
      'workflow' in file
        ? this.#describe(repository, run, file.workflow, trigger)
        : this.#refuse(run, file.problem);
    this.#announcer.run('requested', described);
    if (described.status === 'completed') {
      this.#announcer.run('completed', described);
    }
    return described;
  }

  /** Evaluates what is told of a run before it starts: its title and its concurrency group. */
  #describe(
    repository: Repository,
    run: Run,
    workflow: Workflow,
    trigger: Trigger,
  ): Run {
    const owner = this.#forge.people.organisation(repository.owner);
    const scope = {
      contexts: {
        github: githubContext({
          run,
          workflow,
          repository,
          actor: trigger.actor,
          ownerId: owner?.id ?? 0,
          url: this.#forge.baseUrl,
        }),
        inputs: trigger.inputs,
        vars: this.#secrets.variableValues(repository.id),
      },
    };
    try {
      const { concurrency, runName } = workflow;
      return this.#runs.describe(run.id, {
        title: runName ? interpolate(runName, scope) : run.title,
        concurrency: concurrency
          ? {
              group: interpolate(concurrency.group, scope),
              cancelInProgress:
                interpolate(String(concurrency.cancelInProgress), scope) ===
                'true',
            }
          : null,
      });
    } catch (error) {
      return this.#refuse(
        run,
        error instanceof Error ? error.message : String(error),
      );
    }
  }

  #refuse(run: Run, problem: string): Run {
    return this.#runs.update(run.id, {
      status: 'completed',
      conclusion: 'startup_failure',
      message: problem,
    });
  }
}

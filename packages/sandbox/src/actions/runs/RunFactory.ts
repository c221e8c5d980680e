import { InputError, NotFoundError } from '@backstage/errors';

import { Forge } from '../../forge/Forge';
import { noObject } from '../../forge/names';
import { Person, Repository } from '../../forge/model';
import { interpolate } from '../expressions/evaluateExpression';
import { githubContext, refName } from '../runner/githubContext';
import { SecretStore } from '../secrets/SecretStore';
import { Run, WorkflowRecord } from '../store/model';
import { RunStore } from '../store/RunStore';
import { StoredPush, WorkflowStore } from '../store/WorkflowStore';
import { resolveDispatchInputs } from '../workflow/dispatchInputs';
import { parseWorkflow } from '../workflow/parseWorkflow';
import { matchesPush } from '../workflow/triggers';
import { Workflow } from '../workflow/Workflow';
import { pushPayload, dispatchPayload } from './eventPayloads';
import { readWorkflows, WorkflowFile } from './readWorkflows';
import { RunAnnouncer } from './RunAnnouncer';

/** The marks in a commit message by which GitHub skips workflows. */
const SKIP = /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]/;

interface Trigger {
  event: Run['event'];
  ref: string;
  sha: string;
  actor: Person;
  title: string;
  payload: Record<string, unknown>;
  inputs: Run['inputs'];
}

function tryParse(
  file: WorkflowFile,
): { workflow: Workflow } | { problem: string } {
  try {
    return { workflow: parseWorkflow(file.path, file.text) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Makes runs of what happens: a push, or a dispatch. */
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

  /** Learns of new workflows and starts those that run for the push; then forgets the push. */
  async createForPush(push: StoredPush): Promise<void> {
    const repository = this.#forge.repositories.findById(push.repositoryId);
    const sha =
      repository && push.after !== noObject
        ? await this.#commitOf(repository, push.after)
        : undefined;
    const files =
      repository && sha ? await this.#readFiles(repository, sha) : [];
    this.#forge.database.transact(() => {
      if (repository) {
        this.#takePush(repository, push, { sha: sha ?? noObject, files });
      }
      this.#workflows.deletePush(push.id);
    });
  }

  /**
   * Starts a workflow that has the trigger `workflow_dispatch`.
   *
   * @throws NotFoundError for an unknown workflow, InputError for a bad ref, input or file
   */
  async dispatch(options: {
    repository: Repository;
    /** Number or file name. */
    workflow: string;
    ref: string;
    inputs: Record<string, unknown>;
    actor: Person;
  }): Promise<Run> {
    const { repository, actor } = options;
    const record = this.#workflows.find(repository.id, options.workflow);
    if (!record) {
      throw new NotFoundError('Not Found');
    }
    const { ref, sha } = await this.#resolveRef(repository, options.ref);
    const files = await this.#readFiles(repository, sha);
    const file = files.find(({ path }) => path === record.path);
    if (!file) {
      throw new InputError(
        'Workflow does not exist or does not have a workflow_dispatch trigger in this branch/tag',
      );
    }
    const workflow = parseWorkflow(file.path, file.text);
    const resolved = resolveDispatchInputs(workflow.on, options.inputs);
    if ('problem' in resolved) {
      throw new InputError(resolved.problem);
    }
    const trigger: Trigger = {
      event: 'workflow_dispatch',
      ref,
      sha,
      actor,
      title: workflow.name,
      inputs: resolved.inputs,
      payload: dispatchPayload({
        forge: this.#forge,
        repository,
        sender: actor,
        ref,
        workflow: record.path,
        inputs: resolved.inputs,
      }),
    };
    return this.#forge.database.transact(() =>
      this.#create(repository, { file, workflow }, trigger),
    );
  }

  #takePush(
    repository: Repository,
    push: StoredPush,
    { sha, files }: { sha: string; files: WorkflowFile[] },
  ) {
    const parsed = files.map(file => ({ file, ...tryParse(file) }));
    if (push.ref === `refs/heads/${repository.defaultBranch}`) {
      this.#workflows.retain(
        repository.id,
        files.map(file => file.path),
      );
      for (const entry of parsed) {
        this.#save(repository, entry);
      }
    }
    const head = push.commits.at(-1);
    // A workflow's own token starts no workflow: else one could start itself for ever.
    if (push.viaWorkflowToken || (head && SKIP.test(head.message))) {
      return;
    }
    const changed = push.commits.flatMap(commit => [
      ...commit.added,
      ...commit.modified,
      ...commit.removed,
    ]);
    const facts = {
      ref: push.ref,
      changed: push.ref.startsWith('refs/heads/') ? changed : undefined,
    };
    for (const entry of parsed) {
      if ('problem' in entry || matchesPush(entry.workflow.on, facts)) {
        const actor = this.#forge.people.get(push.pusher);
        this.#create(repository, entry, {
          event: 'push',
          ref: push.ref,
          sha,
          actor,
          title: head?.message.split('\n')[0] ?? refName(push.ref),
          inputs: {},
          payload: pushPayload({
            forge: this.#forge,
            repository,
            sender: actor,
            push,
          }),
        });
      }
    }
  }

  #save(
    repository: Repository,
    entry: { file: WorkflowFile } & ReturnType<typeof tryParse>,
  ): WorkflowRecord {
    const name = 'workflow' in entry ? entry.workflow.name : entry.file.path;
    return this.#workflows.save(repository.id, entry.file.path, name);
  }

  #create(
    repository: Repository,
    entry: { file: WorkflowFile } & ReturnType<typeof tryParse>,
    trigger: Trigger,
  ): Run {
    const record = this.#save(repository, entry);
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
      source: entry.file.text,
      payload: trigger.payload,
      inputs: trigger.inputs,
      concurrency: null,
      cancelRequested: false,
      message: null,
    });
    const described =
      'workflow' in entry
        ? this.#describe(repository, run, entry.workflow, trigger)
        : this.#refuse(run, entry.problem);
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
        vars: Object.fromEntries(
          this.#secrets
            .variables(repository.id)
            .map(({ name, value }) => [name, value]),
        ),
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

  async #resolveRef(repository: Repository, given: string) {
    const candidates = given.startsWith('refs/')
      ? [given]
      : [`refs/heads/${given}`, `refs/tags/${given}`];
    for (const ref of candidates) {
      const sha = this.#forge.pushes.shaOf(repository.id, ref);
      if (sha) {
        return { ref, sha: await this.#commitOf(repository, sha) };
      }
    }
    throw new InputError(`No ref found for: ${given}`);
  }

  #readFiles(repository: Repository, sha: string): Promise<WorkflowFile[]> {
    const { git, repositories } = this.#forge;
    return readWorkflows(git, repositories.folder(repository), sha);
  }

  /** The commit that an object is or, as an annotated tag, points to. */
  #commitOf(repository: Repository, object: string): Promise<string> {
    const { git, repositories } = this.#forge;
    return git.text(['rev-parse', '--verify', `${object}^{commit}`], {
      repository: repositories.folder(repository),
    });
  }
}

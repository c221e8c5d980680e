import { InputError, NotFoundError } from '@backstage/errors';

import { Forge } from '../../forge/Forge';
import { Person, Repository } from '../../forge/model';
import { Run } from '../store/model';
import { WorkflowStore } from '../store/WorkflowStore';
import { resolveDispatchInputs } from '../workflow/dispatchInputs';
import { dispatchPayload } from './eventPayloads';
import { commitOfObject, readWorkflows } from './readWorkflows';
import { RunFactory } from './RunFactory';

/** What `POST …/dispatches` asks for. */
export interface Dispatch {
  repository: Repository;
  /** Number or file name. */
  workflow: string;
  ref: string;
  inputs: Record<string, unknown>;
  actor: Person;
}

/** Starts workflows by hand. */
export class DispatchTrigger {
  readonly #forge: Forge;
  readonly #workflows: WorkflowStore;
  readonly #factory: RunFactory;

  constructor(options: {
    forge: Forge;
    workflows: WorkflowStore;
    factory: RunFactory;
  }) {
    this.#forge = options.forge;
    this.#workflows = options.workflows;
    this.#factory = options.factory;
  }

  /** @throws NotFoundError for an unknown workflow, InputError for a bad ref, input or file */
  async take(dispatch: Dispatch): Promise<Run> {
    const { repository, actor } = dispatch;
    const record = this.#workflows.find(repository.id, dispatch.workflow);
    if (!record) {
      throw new NotFoundError('Not Found');
    }
    const { ref, sha } = await this.#resolveRef(repository, dispatch.ref);
    const files = await readWorkflows(this.#forge, repository, sha);
    const file = files.find(({ path }) => path === record.path);
    if (!file) {
      throw new InputError(
        'Workflow does not exist or does not have a workflow_dispatch trigger in this branch/tag',
      );
    }
    if ('problem' in file) {
      throw new InputError(file.problem);
    }
    const resolved = resolveDispatchInputs(file.workflow.on, dispatch.inputs);
    if ('problem' in resolved) {
      throw new InputError(resolved.problem);
    }
    const { inputs } = resolved;
    const payload = dispatchPayload({
      forge: this.#forge,
      repository,
      sender: actor,
      ref,
      workflow: record.path,
      inputs,
    });
    return this.#forge.database.transact(() =>
      this.#factory.create(repository, file, {
        event: 'workflow_dispatch',
        ref,
        sha,
        actor,
        title: file.workflow.name,
        inputs,
        payload,
      }),
    );
  }

  async #resolveRef(repository: Repository, given: string) {
    const candidates = given.startsWith('refs/')
      ? [given]
      : [`refs/heads/${given}`, `refs/tags/${given}`];
    for (const ref of candidates) {
      const object = this.#forge.pushes.shaOf(repository.id, ref);
      if (object) {
        return {
          ref,
          sha: await commitOfObject(this.#forge, repository, object),
        };
      }
    }
    throw new InputError(`No ref found for: ${given}`);
  }
}

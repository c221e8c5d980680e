import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { noObject } from '../../forge/names';
import { refName } from '../runner/githubContext';
import { StoredPush, WorkflowStore } from '../store/WorkflowStore';
import { matchesPush, PushFacts } from '../workflow/triggers';
import { pushPayload } from './eventPayloads';
import { commitOfObject, readWorkflows, WorkflowFile } from './readWorkflows';
import { RunFactory } from './RunFactory';

/** The marks in a commit message by which GitHub skips workflows. */
const SKIP = /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]/;

function factsOf(push: StoredPush): PushFacts {
  return {
    ref: push.ref,
    changed: push.ref.startsWith('refs/heads/')
      ? push.commits.flatMap(commit => [
          ...commit.added,
          ...commit.modified,
          ...commit.removed,
        ])
      : undefined,
  };
}

/** Starts the workflows that run for a push. */
export class PushTrigger {
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

  /** Learns of new workflows and starts those that run for the push; then forgets the push. */
  async take(push: StoredPush): Promise<void> {
    const repository = this.#forge.repositories.findById(push.repositoryId);
    if (!repository || push.after === noObject) {
      this.#workflows.deletePush(push.id);
      return;
    }
    const sha = await commitOfObject(this.#forge, repository, push.after);
    const files = await readWorkflows(this.#forge, repository, sha);
    this.#forge.database.transact(() => {
      if (push.ref === `refs/heads/${repository.defaultBranch}`) {
        this.#learn(repository, files);
      }
      this.#start(repository, push, { sha, files });
      this.#workflows.deletePush(push.id);
    });
  }

  #learn(repository: Repository, files: WorkflowFile[]) {
    this.#workflows.retain(
      repository.id,
      files.map(({ path }) => path),
    );
    files.forEach(file => this.#factory.save(repository, file));
  }

  #start(
    repository: Repository,
    push: StoredPush,
    { sha, files }: { sha: string; files: WorkflowFile[] },
  ) {
    const head = push.commits.at(-1);
    // A workflow's own token starts no workflow: else one could start itself for ever.
    if (push.viaWorkflowToken || (head && SKIP.test(head.message))) {
      return;
    }
    const facts = factsOf(push);
    const actor = this.#forge.people.get(push.pusher);
    for (const file of files) {
      if ('problem' in file || matchesPush(file.workflow.on, facts)) {
        this.#factory.create(repository, file, {
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
}

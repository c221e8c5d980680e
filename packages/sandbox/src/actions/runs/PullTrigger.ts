import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { Pull } from '../../forge/PullRow';
import { readChanges } from '../../git/readChanges';
import { mergeBaseOf } from '../../rest/compareCommits';
import { StoredPull, WorkflowStore } from '../store/WorkflowStore';
import { matchesPull, PullFacts } from '../workflow/triggers';
import { pullPayload } from './eventPayloads';
import { readWorkflows } from './readWorkflows';
import { RunFactory } from './RunFactory';

/** Starts the workflows that run for a pull request. They run on its head, not on a merge with its base. */
export class PullTrigger {
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

  /** Starts what runs for it; then forgets what happened. */
  async take(happened: StoredPull): Promise<void> {
    const { number, action, headSha } = happened.pull;
    const repository = this.#forge.repositories.findById(happened.repositoryId);
    const pull = repository && this.#forge.pulls.find(repository.id, number);
    if (!repository || !pull) {
      this.#workflows.deletePush(happened.id);
      return;
    }
    const files = await readWorkflows(this.#forge, repository, headSha);
    const facts = await this.#factsOf(repository, pull, { action, headSha });
    const actor = this.#forge.people.get(happened.pull.sender);
    this.#forge.database.transact(() => {
      for (const file of files) {
        if ('workflow' in file && matchesPull(file.workflow.on, facts)) {
          this.#factory.create(repository, file, {
            event: 'pull_request',
            ref: `refs/pull/${number}/merge`,
            sha: headSha,
            actor,
            title: pull.title,
            inputs: {},
            payload: pullPayload({
              forge: this.#forge,
              repository,
              sender: actor,
              pull,
              action,
            }),
          });
        }
      }
      this.#workflows.deletePush(happened.id);
    });
  }

  async #factsOf(
    repository: Repository,
    pull: Pull,
    { action, headSha }: { action: string; headSha: string },
  ): Promise<PullFacts> {
    const from = await mergeBaseOf(
      this.#forge,
      repository,
      pull.baseSha,
      headSha,
    );
    const changes = await readChanges(this.#forge, repository, {
      from,
      to: headSha,
    });
    return {
      action,
      base: pull.baseRef,
      changed: changes.map(({ path }) => path),
    };
  }
}

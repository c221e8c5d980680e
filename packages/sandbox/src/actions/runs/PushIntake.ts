import { StoredPull, StoredPush, WorkflowStore } from '../store/WorkflowStore';
import { PullTrigger } from './PullTrigger';
import { PushTrigger } from './PushTrigger';

function describe(happened: StoredPush | StoredPull): string {
  return 'pull' in happened
    ? `pull request ${happened.pull.number}`
    : `a push to ${happened.ref}`;
}

/** Takes the pushes and pull requests that are stored, one after another, and makes their runs. */
export class PushIntake {
  readonly #workflows: WorkflowStore;
  readonly #pushes: PushTrigger;
  readonly #pulls: PullTrigger;
  readonly #onRuns: () => void;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(options: {
    workflows: WorkflowStore;
    pushes: PushTrigger;
    pulls: PullTrigger;
    /** Called when runs may have been made. */
    onRuns: () => void;
  }) {
    this.#workflows = options.workflows;
    this.#pushes = options.pushes;
    this.#pulls = options.pulls;
    this.#onRuns = options.onRuns;
  }

  /** Resolves when every push that is stored now has its runs. */
  async drain(): Promise<void> {
    if (this.#stopped) {
      return;
    }
    this.#again = true;
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  #take(happened: StoredPush | StoredPull): Promise<void> {
    return 'pull' in happened
      ? this.#pulls.take(happened)
      : this.#pushes.take(happened);
  }

  async #work() {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      for (const push of this.#workflows.pushes()) {
        try {
          await this.#take(push);
        } catch (error) {
          // Kept in the way it would hold up every push after it.
          process.stderr.write(
            `The workflows of ${describe(push)} could not be started: ${error}\n`,
          );
          this.#workflows.deletePush(push.id);
        }
      }
      this.#onRuns();
    }
  }
}

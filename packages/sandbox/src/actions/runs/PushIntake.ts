import { WorkflowStore } from '../store/WorkflowStore';
import { PushTrigger } from './PushTrigger';

/** Takes the pushes that are stored, one after another, and makes their runs. */
export class PushIntake {
  readonly #workflows: WorkflowStore;
  readonly #trigger: PushTrigger;
  readonly #onRuns: () => void;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(options: {
    workflows: WorkflowStore;
    trigger: PushTrigger;
    /** Called when runs may have been made. */
    onRuns: () => void;
  }) {
    this.#workflows = options.workflows;
    this.#trigger = options.trigger;
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

  async #work() {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      for (const push of this.#workflows.pushes()) {
        try {
          await this.#trigger.take(push);
        } catch (error) {
          // Kept in the way it would hold up every push after it.
          process.stderr.write(
            `The workflows of a push to ${push.ref} could not be started: ${error}\n`,
          );
          this.#workflows.deletePush(push.id);
        }
      }
      this.#onRuns();
    }
  }
}

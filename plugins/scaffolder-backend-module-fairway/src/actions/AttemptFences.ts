import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { isOver, TaskRecords } from '../database/TaskRecords';

// Half of a minute without a sign of life passes before another worker takes a task up.
const INTERVAL = 5_000;

/**
 * Keeps a worker that was taken for dead from going on beside the one that has taken its task up: the scaffolder itself
 * lets both go on. Each time a task is taken up again is one attempt more; a worker knows by the number whether it is
 * still its turn, and looks before it calls the forge.
 */
export class AttemptFences {
  readonly #tasks: TaskRecords;
  readonly #logger: LoggerService;
  readonly #interval: number;
  /** By the signal of a task, of which each worker has one of its own for each time it takes the task up. */
  readonly #attempts = new WeakMap<AbortSignal, Promise<number>>();

  /** @param options - `interval`: milliseconds for which an answer counts. */
  static create(options: {
    tasks: TaskRecords;
    logger: LoggerService;
    interval?: number;
  }): AttemptFences {
    const { tasks, logger, interval = INTERVAL } = options;
    return new AttemptFences(tasks, logger, interval);
  }

  private constructor(
    tasks: TaskRecords,
    logger: LoggerService,
    interval: number,
  ) {
    this.#tasks = tasks;
    this.#logger = logger;
    this.#interval = interval;
  }

  /** @returns what is asked before each call: it returns while it is this worker's turn. */
  async fence({
    task: { id },
    signal,
  }: Pick<ActionContext<object>, 'task' | 'signal'>): Promise<
    () => Promise<void>
  > {
    if (!signal) {
      return async () => {};
    }
    const known = this.#attempts.get(signal) ?? this.#tasks.attempt(id);
    this.#attempts.set(signal, known);
    const attempt = await known;
    let checked = performance.now();
    return async () => {
      const now = performance.now();
      if (now - checked < this.#interval) {
        return;
      }
      if ((await this.#tasks.attempt(id)) !== attempt) {
        await this.#standStill(id);
      }
      checked = now;
    };
  }

  /**
   * A step that fails ends its task, whoever works on it: this one may only fail once the other worker has ended it, when
   * the scaffolder does not take it for the task's end any more.
   */
  async #standStill(taskId: string): Promise<never> {
    this.#logger.warn('Another worker has taken a request up; standing still', {
      taskId,
    });
    for (;;) {
      const task = await this.#tasks.get(taskId);
      if (!task || isOver(task)) {
        throw new ConflictError('Another worker has taken this request up');
      }
      await sleep(this.#interval, undefined, { ref: false });
    }
  }
}

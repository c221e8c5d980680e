import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { DatabaseRunStore } from '../facts/DatabaseRunStore';
import { isOver, runOfTask } from '../facts/runOfTask';
import type { ScaffolderTasks } from './ScaffolderTasks';

/** The scaffolder tells of an end before it has written it down: it is asked again that often, then at the next round. */
const TRIES = 6;
const WAIT_MILLISECONDS = 500;
const MOST_WAITING = 1_000;

interface Options {
  tasks: ScaffolderTasks;
  runs: DatabaseRunStore;
  logger: LoggerService;
  now(): number;
  onFacts(): void;
}

/** What an event of the scaffolder says of a task. */
export interface Hint {
  taskId: string;
  /** Whether it says that the task has ended. */
  over: boolean;
}

/** Reads the tasks that events tell of, one after the other. An event is a hint only: what counts is what the API says. */
export class RunReader {
  readonly #options: Options;
  readonly #waiting = new Map<string, Hint & { tries: number; at: number }>();
  readonly #stopping = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading: Promise<void> | undefined;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): RunReader {
    return new RunReader(options);
  }

  hint(hint: Hint): void {
    // What does not fit is found by the next round.
    if (this.#stopping.signal.aborted || this.#waiting.size >= MOST_WAITING)
      return;
    const before = this.#waiting.get(hint.taskId);
    this.#waiting.set(hint.taskId, {
      ...{ taskId: hint.taskId, over: hint.over || Boolean(before?.over) },
      ...{ tries: 0, at: performance.now() },
    });
    this.#next();
  }

  /** Reads some tasks now that the scaffolder had at least once. */
  async read(taskIds: string[], signal: AbortSignal): Promise<void> {
    const { tasks, runs, now, onFacts } = this.#options;
    for (const taskId of taskIds) {
      signal.throwIfAborted();
      const observedAt = now();
      const found = await tasks.read(taskId, signal);
      if (found) await runs.record([runOfTask({ ...found, observedAt })]);
      else await runs.recordGone([taskId]);
    }
    if (taskIds.length) onFacts();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#reading;
  }

  #next() {
    if (this.#reading || this.#stopping.signal.aborted) return;
    const first = Math.min(...[...this.#waiting.values()].map(({ at }) => at));
    if (first === Infinity) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#reading = this.#readWaiting().finally(() => {
          this.#reading = undefined;
          this.#next();
        });
      },
      Math.max(0, first - performance.now()),
    );
    this.#timer.unref();
  }

  async #readWaiting(): Promise<void> {
    const { tasks, runs, logger, now, onFacts } = this.#options;
    const due = [...this.#waiting.values()].filter(
      ({ at }) => at <= performance.now(),
    );
    for (const hint of due) {
      this.#waiting.delete(hint.taskId);
      try {
        const observedAt = now();
        const found = await tasks.read(hint.taskId, this.#stopping.signal);
        if (!found) continue;
        await runs.record([runOfTask({ ...found, observedAt })]);
        onFacts();
        if (hint.over && !isOver(found.task)) this.#again(hint);
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        logger.warn('A task could not be read', {
          taskId: hint.taskId,
          error: toError(error).message,
        });
        this.#again(hint);
      }
    }
  }

  #again(hint: Hint & { tries: number }) {
    if (hint.tries + 1 >= TRIES || this.#waiting.has(hint.taskId)) return;
    const tries = hint.tries + 1;
    this.#waiting.set(hint.taskId, {
      ...{ ...hint, tries },
      at: performance.now() + WAIT_MILLISECONDS * tries,
    });
  }
}

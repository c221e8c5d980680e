import type { DatabaseRunStore } from '../facts/DatabaseRunStore';
import { type Task, markOf } from '../facts/runOfTask';
import type { DatabaseSourceStore } from './DatabaseSourceStore';
import type { RunReader } from './RunReader';
import type { ScaffolderTasks } from './ScaffolderTasks';

const TASKS_AT_ONCE = 50;
/** A round goes back so far beyond the newest task that the last one saw. */
const OVERLAP_MILLISECONDS = 60 * 60_000;
/** So often everything is compared: a retry of an old task shows nowhere else once it has ended. */
const FULL_MILLISECONDS = 24 * 60 * 60_000;

interface Options {
  tasks: ScaffolderTasks;
  runs: DatabaseRunStore;
  reader: RunReader;
  sources: DatabaseSourceStore;
  now(): number;
}

/** Where the last round ended: how far back the next one has to look, and when everything was compared last. */
interface Position {
  newest: number;
  full: number;
}

const NEVER: Position = { newest: 0, full: 0 };

/** Asks the scaffolder for its tasks, and reads those that are new, that have changed, or that have not ended. */
export class ScaffolderReconciler {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): ScaffolderReconciler {
    return new ScaffolderReconciler(options);
  }

  async round(signal: AbortSignal): Promise<void> {
    const { reader, runs, sources, now } = this.#options;
    const startedAt = now();
    const text = await sources.position('scaffolder');
    const before: Position = text ? JSON.parse(text) : NEVER;
    const isFull = startedAt - before.full >= FULL_MILLISECONDS;
    const read = new Set<string>();
    const compare = async (tasks: Task[]) => {
      const marks = await runs.marks(tasks.map(({ id }) => id));
      const news = tasks
        .filter(task => marks.get(task.id) !== markOf(task).slice(0, 100))
        .map(({ id }) => id)
        .filter(id => !read.has(id));
      await reader.read(news, signal);
      for (const id of news) read.add(id);
    };
    // What is running now, and what was and is no longer.
    await compare(await this.#all({ status: ['open', 'processing'], signal }));
    await reader.read(
      (await runs.running()).filter(id => !read.has(id)),
      signal,
    );
    let newest = before.newest;
    const until = isFull ? 0 : before.newest - OVERLAP_MILLISECONDS;
    for (let offset = 0; ; offset += TASKS_AT_ONCE) {
      const page = await this.#options.tasks.page({
        ...{ offset, limit: TASKS_AT_ONCE, signal },
      });
      await compare(page);
      const moments = page.map(task => Date.parse(task.createdAt));
      newest = Math.max(newest, ...moments);
      if (page.length < TASKS_AT_ONCE || Math.min(...moments) < until) break;
    }
    await sources.succeeded('scaffolder', {
      completeTo: startedAt,
      position: JSON.stringify({
        newest,
        full: isFull ? startedAt : before.full,
      }),
    });
  }

  async #all(options: {
    status: string[];
    signal: AbortSignal;
  }): Promise<Task[]> {
    const tasks: Task[] = [];
    for (let offset = 0; ; offset += TASKS_AT_ONCE) {
      const page = await this.#options.tasks.page({
        ...{ ...options, offset, limit: TASKS_AT_ONCE },
      });
      tasks.push(...page);
      if (page.length < TASKS_AT_ONCE) return tasks;
    }
  }
}

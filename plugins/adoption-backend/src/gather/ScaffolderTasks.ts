import { NotFoundError } from '@backstage/errors';
import type { PluginRequests } from '@fairway/serving';
import type { Task, TaskEvent } from '../facts/runOfTask';

const SCAFFOLDER = 'scaffolder';

/** Tasks as the scaffolder's API tells them. */
export class ScaffolderTasks {
  readonly #requests: PluginRequests;

  private constructor(requests: PluginRequests) {
    this.#requests = requests;
  }

  static create(options: { requests: PluginRequests }): ScaffolderTasks {
    return new ScaffolderTasks(options.requests);
  }

  /** Newest first. */
  async page(options: {
    offset: number;
    limit: number;
    status?: string[];
    signal: AbortSignal;
  }): Promise<Task[]> {
    const query = new URLSearchParams({
      order: 'desc:created_at',
      limit: String(options.limit),
      offset: String(options.offset),
    });
    for (const status of options.status ?? []) query.append('status', status);
    const { tasks } = await this.#requests.ask<{ tasks: Task[] }>({
      plugin: SCAFFOLDER,
      path: `/v2/tasks?${query}`,
      signal: options.signal,
    });
    return tasks;
  }

  /** A task and all its events; undefined where there is none. */
  async read(
    taskId: string,
    signal: AbortSignal,
  ): Promise<{ task: Task; events: TaskEvent[] } | undefined> {
    const path = `/v2/tasks/${encodeURIComponent(taskId)}`;
    const ask = <T>(of: string) =>
      this.#requests.ask<T>({ plugin: SCAFFOLDER, path: of, signal });
    try {
      const task = await ask<Task>(path);
      return {
        task,
        // Of one that nobody works on yet there are none, and the scaffolder would wait for them.
        events:
          task.status === 'open'
            ? []
            : await ask<TaskEvent[]>(`${path}/events`),
      };
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }
}

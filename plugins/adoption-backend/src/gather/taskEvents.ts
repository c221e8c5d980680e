import type { EventParams } from '@backstage/plugin-events-node';
import type { Hint } from './RunReader';

/** What the scaffolder publishes its tasks' events under. */
export const TASK_TOPIC = 'scaffolder.task';

const OVER = new Set(['completed', 'failed', 'cancelled', 'skipped']);

/** What an event says; some name the task beside an id of their own. */
export function hintOf({ eventPayload }: EventParams): Hint | undefined {
  const { id, taskId, status } = (eventPayload ?? {}) as {
    id?: unknown;
    taskId?: unknown;
    status?: unknown;
  };
  const task = taskId ?? id;
  return typeof task === 'string'
    ? { taskId: task, over: typeof status === 'string' && OVER.has(status) }
    : undefined;
}

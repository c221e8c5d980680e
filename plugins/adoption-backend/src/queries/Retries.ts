import type { AttemptRow } from '@fairway/plugin-adoption-common';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';
import type { Creation } from '../figures/Creation';

interface Later {
  template: string;
  name: string;
  taskId: string;
  startedAt: number;
  outcome: NonNullable<AttemptRow['outcome']>;
}

/** Whether attempts that failed were tried again since: the same run, or another one for the same service. */
export async function retriesOf(
  knex: Knex,
  creations: Creation[],
): Promise<Map<string, NonNullable<AttemptRow['retried']>>> {
  const failed = creations.filter(one => one.failures.length && one.taskId);
  const later: Later[] = [];
  for (const part of chunks(
    failed.filter(one => one.name !== undefined),
    2,
  ))
    for (const row of await knex('run').whereIn(
      ['template', 'name'],
      part.map(one => [one.template, one.name!]),
    ))
      later.push({
        ...{ template: row.template, name: row.name, outcome: row.outcome },
        ...{ taskId: row.task_id, startedAt: Number(row.started_at) },
      });
  later.sort((a, b) => b.startedAt - a.startedAt);
  const found = new Map<string, NonNullable<AttemptRow['retried']>>();
  for (const one of failed) {
    const other = later.find(
      run =>
        run.template === one.template &&
        run.name === one.name &&
        run.taskId !== one.taskId &&
        run.startedAt > one.failures[0].at,
    );
    const own =
      one.retriedAt === undefined
        ? undefined
        : { at: one.retriedAt, taskId: one.taskId!, outcome: one.outcome! };
    if (other && (!own || other.startedAt > own.at))
      found.set(one.id, {
        at: new Date(other.startedAt).toISOString(),
        taskId: other.taskId,
        outcome: other.outcome,
      });
    else if (own)
      found.set(one.id, { ...own, at: new Date(own.at).toISOString() });
  }
  return found;
}

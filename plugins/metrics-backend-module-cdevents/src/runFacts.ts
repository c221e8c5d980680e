import type { RunFact } from '@fairway/plugin-metrics-node';
import { moment } from './moment';
import { projectOf } from './projectOf';
import type { Cdevent } from './readCdevent';
import { webLink } from './webLink';

/** As versions of the specification call them: 0.1 to 0.3 have `error`, later ones `cancel`. */
const CONCLUSIONS: Record<string, RunFact['conclusion']> = {
  ...{ success: 'success', failure: 'failure', error: 'failure' },
  ...{ cancel: 'cancelled', canceled: 'cancelled', cancelled: 'cancelled' },
  ...{ skip: 'skipped', skipped: 'skipped' },
};

/** A pipeline's run, or that of a task of one. */
export function runFacts(event: Cdevent, status: RunFact['status']): RunFact[] {
  const { context, fairway, subject } = event;
  const { content } = subject;
  const at = moment(context.timestamp);
  const name = content.pipelineName || content.taskName || subject.id;
  return [
    {
      type: 'run',
      project: projectOf(event, { service: name }),
      runId: fairway.runId ?? subject.id,
      attempt: fairway.attempt ?? 1,
      name,
      // The specification has no field for it.
      revision: fairway.revision ?? '',
      ...(fairway.branch && { branch: fairway.branch }),
      trigger: fairway.trigger ?? 'unknown',
      status,
      ...(status === 'completed' && {
        conclusion: CONCLUSIONS[content.outcome ?? ''] ?? 'other',
        completedAt: at,
      }),
      ...(status === 'in_progress' && { startedAt: at }),
      ...webLink(content.url ?? content.uri ?? fairway.url),
      updatedAt: at,
    },
  ];
}

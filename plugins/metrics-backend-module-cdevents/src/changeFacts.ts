import type { ChangeFact } from '@fairway/plugin-metrics-node';
import { moment } from './moment';
import { projectOf } from './projectOf';
import type { Cdevent } from './readCdevent';
import { webLink } from './webLink';

const COMMIT = /^[0-9a-f]{40}$/;

/** A change on its way to the default branch. Where its id is a commit, that is what was merged. */
export function changeFacts(
  event: Cdevent,
  state: ChangeFact['state'],
): ChangeFact[] {
  const { context, fairway, subject } = event;
  const at = moment(context.timestamp);
  const merged =
    fairway.revision ?? (COMMIT.test(subject.id) ? subject.id : undefined);
  const { description } = subject.content;
  return [
    {
      type: 'change',
      project: projectOf(event, { service: subject.id }),
      changeId: subject.id,
      title:
        fairway.title ??
        (description?.split('\n')[0].slice(0, 200) || `Change ${subject.id}`),
      ...webLink(fairway.url),
      state,
      ...(state === 'merged' && {
        mergedAt: at,
        ...(merged && { mergeRevision: merged }),
      }),
      ...(fairway.firstCommittedAt && {
        firstCommittedAt: moment(fairway.firstCommittedAt),
      }),
      ...(fairway.revisions && { revisions: fairway.revisions }),
      ...(fairway.labels && { labels: fairway.labels }),
      updatedAt: at,
    },
  ];
}

import type { V1PodStatus } from '@kubernetes/client-node';
import { readPod } from './readPod';

const waiting = (reason: string, message?: string, ended?: string) => ({
  ...{ name: 'service', image: 'x', imageID: '', ready: false },
  restartCount: 2,
  state: { waiting: { reason, message } },
  ...(ended && {
    lastState: {
      terminated: {
        ...{ exitCode: 137, reason: ended },
        finishedAt: new Date(5_000),
      },
    },
  }),
});

it.each<[string, V1PodStatus, object | undefined]>([
  ['runs', { phase: 'Running', containerStatuses: [] }, undefined],
  ['starts', { containerStatuses: [waiting('ContainerCreating')] }, undefined],
  [
    'crashes',
    {
      containerStatuses: [
        waiting('CrashLoopBackOff', 'back-off 5m0s', 'OOMKilled'),
      ],
    },
    { reason: 'CrashLoopBackOff', detail: 'OOMKilled' },
  ],
  [
    'has no image',
    { containerStatuses: [waiting('ImagePullBackOff', 'no such tag')] },
    { reason: 'ImagePullBackOff', detail: 'no such tag' },
  ],
  [
    'crashes before it begins',
    { initContainerStatuses: [waiting('CrashLoopBackOff')] },
    { reason: 'CrashLoopBackOff' },
  ],
  [
    'finds no place',
    {
      conditions: [
        {
          ...{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
          message: 'no node has so much memory',
        },
      ],
    },
    { reason: 'Unschedulable', detail: 'no node has so much memory' },
  ],
  [
    'was driven out',
    { phase: 'Failed', reason: 'Evicted', message: 'The node was low on disk' },
    { reason: 'Evicted', detail: 'The node was low on disk' },
  ],
])('a Pod that %s', (_, status, failing) => {
  expect(readPod({ metadata: { name: 'x' }, status }).failing).toEqual(failing);
});

it('takes a Pod that is being deleted as it is meant', () => {
  const status = { containerStatuses: [waiting('CrashLoopBackOff')] };
  expect(
    readPod({ metadata: { deletionTimestamp: new Date() }, status }).failing,
  ).toBeUndefined();
});

it('tells how often it was started again, when and why', () => {
  const status = {
    containerStatuses: [waiting('x'), waiting('CrashLoopBackOff', '', 'Error')],
  };
  status.containerStatuses[1].restartCount = 7;
  expect(readPod({ status })).toMatchObject({
    ...{ restarts: 7, lastRestartAt: 5_000, lastExit: 'Error' },
  });
});

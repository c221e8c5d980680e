import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { Pod } from './Workload';

/** On the way, and nothing wrong so far. */
const STARTING = ['ContainerCreating', 'PodInitializing'];
const LONGEST_DETAIL = 160;

const shorten = (text: string | undefined) =>
  text && text.length > LONGEST_DETAIL
    ? `${text.slice(0, LONGEST_DETAIL - 1)}…`
    : text;

function failureOf(
  { status, metadata }: V1Pod,
  containers: V1ContainerStatus[],
): Pod['failing'] {
  // It is meant to go.
  if (metadata?.deletionTimestamp) return undefined;
  if (status?.phase === 'Failed')
    return {
      reason: status.reason ?? 'Failed',
      detail: shorten(status.message),
    };
  const scheduled = status?.conditions?.find(
    ({ type }) => type === 'PodScheduled',
  );
  if (scheduled?.status === 'False' && scheduled.reason === 'Unschedulable')
    return { reason: 'Unschedulable', detail: shorten(scheduled.message) };
  for (const { state, lastState } of containers) {
    const reason = state?.waiting?.reason;
    if (reason && !STARTING.includes(reason))
      return {
        reason,
        // What a crash loop says of itself is only how long it waits.
        detail:
          lastState?.terminated?.reason ?? shorten(state?.waiting?.message),
      };
  }
  return undefined;
}

export function readPod(pod: V1Pod): Pod {
  const { metadata, status } = pod;
  const containers = [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ];
  const [most] = [...containers].sort(
    (a, b) => b.restartCount - a.restartCount,
  );
  const ended = most?.lastState?.terminated;
  return {
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    labels: metadata?.labels ?? {},
    failing: failureOf(pod, containers),
    restarts: most?.restartCount ?? 0,
    lastRestartAt: ended?.finishedAt?.getTime(),
    lastExit: ended?.reason,
  };
}

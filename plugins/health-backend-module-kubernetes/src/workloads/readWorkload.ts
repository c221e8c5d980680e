import type {
  V1DaemonSet,
  V1Deployment,
  V1DeploymentCondition,
  V1ObjectMeta,
  V1StatefulSet,
} from '@kubernetes/client-node';
import type { Workload } from './Workload';

const REACHED = 'NewReplicaSetAvailable';

const named = (metadata: V1ObjectMeta | undefined) => ({
  namespace: metadata?.namespace ?? '',
  name: metadata?.name ?? '',
  labels: metadata?.labels ?? {},
});

const isBehind = (
  metadata: V1ObjectMeta | undefined,
  observed: number | undefined,
) => (metadata?.generation ?? 0) > (observed ?? 0);

/** `progressDeadlineSeconds` passed, or Pods are not even allowed to be made (quota, admission). */
function stuckBecause(conditions: V1DeploymentCondition[]): string | undefined {
  const progressing = conditions.find(({ type }) => type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded')
    return 'the rollout has come to a standstill (ProgressDeadlineExceeded)';
  const refused = conditions.find(
    ({ type, status }) => type === 'ReplicaFailure' && status === 'True',
  );
  return refused && `Pods cannot be made: ${refused.message ?? refused.reason}`;
}

export function readDeployment(deployment: V1Deployment): Workload {
  const { metadata, spec, status } = deployment;
  const conditions = status?.conditions ?? [];
  const condition = (type: string) => conditions.find(one => one.type === type);
  const available = condition('Available');
  return {
    kind: 'Deployment',
    ...named(metadata),
    selector: spec?.selector.matchLabels ?? {},
    wanted: spec?.replicas ?? 1,
    available: status?.availableReplicas ?? 0,
    rollingOut:
      isBehind(metadata, status?.observedGeneration) ||
      condition('Progressing')?.reason !== REACHED,
    stuck: stuckBecause(conditions),
    ...(available?.status === 'False' && {
      unavailableSince: available.lastTransitionTime?.getTime(),
    }),
  };
}

export function readStatefulSet(set: V1StatefulSet): Workload {
  const { metadata, spec, status } = set;
  return {
    kind: 'StatefulSet',
    ...named(metadata),
    selector: spec?.selector.matchLabels ?? {},
    wanted: spec?.replicas ?? 1,
    available: status?.availableReplicas ?? status?.readyReplicas ?? 0,
    rollingOut:
      isBehind(metadata, status?.observedGeneration) ||
      (status?.updateRevision !== undefined &&
        status.updateRevision !== status.currentRevision),
  };
}

export function readDaemonSet(set: V1DaemonSet): Workload {
  const { metadata, spec, status } = set;
  const wanted = status?.desiredNumberScheduled ?? 0;
  return {
    kind: 'DaemonSet',
    ...named(metadata),
    selector: spec?.selector.matchLabels ?? {},
    wanted,
    available: status?.numberAvailable ?? 0,
    rollingOut:
      isBehind(metadata, status?.observedGeneration) ||
      (status?.updatedNumberScheduled ?? 0) < wanted,
  };
}

import type { HealthStatus } from '@fairway/plugin-health-common';
import type { Pod, Workload } from './Workload';

/** A Pod that was started again so often, and within this time, is not well though it runs. */
const RESTARTS = 3;
const RECENT_MILLISECONDS = 15 * 60_000;

export interface WorkloadJudgement {
  status: HealthStatus;
  text: string;
  /** Milliseconds since the epoch; absent where it is not told. */
  since?: number;
}

const ownPods = ({ namespace, selector }: Workload, pods: Pod[]) =>
  Object.keys(selector).length
    ? pods.filter(
        pod =>
          pod.namespace === namespace &&
          Object.entries(selector).every(
            ([label, value]) => pod.labels[label] === value,
          ),
      )
    : [];

/** The failing Pods by their reason, such as "2 CrashLoopBackOff (OOMKilled, 14 restarts)". */
function sayFailing(pods: Pod[]): string[] {
  const byReason = new Map<string, Pod[]>();
  for (const pod of pods) {
    const reason = pod.failing!.reason;
    byReason.set(reason, [...(byReason.get(reason) ?? []), pod]);
  }
  return [...byReason].map(([reason, some]) => {
    const restarts = Math.max(...some.map(pod => pod.restarts));
    const details = [
      some.map(pod => pod.failing!.detail).find(Boolean),
      restarts && `${restarts} restart${restarts === 1 ? '' : 's'}`,
    ].filter(Boolean);
    return `${some.length} ${reason}${details.length ? ` (${details.join(', ')})` : ''}`;
  });
}

const isRestless = (now: number) => (pod: Pod) =>
  !pod.failing &&
  pod.restarts >= RESTARTS &&
  pod.lastRestartAt !== undefined &&
  now - pod.lastRestartAt < RECENT_MILLISECONDS;

interface Look {
  workload: Workload;
  pods: Pod[];
  /** Milliseconds since the epoch. */
  now: number;
  /** The environment it runs in, where that is known. */
  environment?: string;
}

/**
 * How a workload is: unhealthy where nothing of it is available, degraded where less is than must be, where a rollout does
 * not get on, or where Pods fail or start again and again.
 */
export function judgeWorkload(look: Look): WorkloadJudgement {
  const { workload, pods, now, environment } = look;
  const { kind, name, wanted, available, stuck, unavailableSince } = workload;
  const title = `${kind} ${name}${environment ? ` in ${environment}` : ''}`;
  if (wanted === 0)
    return { status: 'healthy', text: `${title} is scaled to zero` };
  const own = ownPods(workload, pods);
  const failing = own.filter(pod => pod.failing);
  const restless = own.filter(isRestless(now));
  const problems = [
    ...sayFailing(failing),
    ...restless
      .slice(0, 1)
      .map(
        pod =>
          `${restless.length} started again ${pod.restarts} times${pod.lastExit ? ` (${pod.lastExit})` : ''}`,
      ),
    ...(stuck ? [stuck] : []),
  ];
  const count = `${title}: ${available} of ${wanted} Pods available`;
  const text = [count, ...problems].join('; ');
  const since = unavailableSince;
  if (available === 0) {
    // Made just now, and nothing has gone wrong so far.
    if (workload.rollingOut && !problems.length)
      return { status: 'degraded', text: `${count}, starting`, since };
    return { status: 'unhealthy', text, since };
  }
  if (problems.length) return { status: 'degraded', text, since };
  if (available >= wanted) return { status: 'healthy', text };
  return workload.rollingOut && since === undefined
    ? { status: 'healthy', text: `${count}, being rolled out` }
    : { status: 'degraded', text, since };
}

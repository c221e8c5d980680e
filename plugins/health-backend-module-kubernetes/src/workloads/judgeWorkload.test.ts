import type { HealthStatus } from '@fairway/plugin-health-common';
import type { Pod, Workload } from './Workload';
import { judgeWorkload } from './judgeWorkload';

const NOW = 10_000_000;

const workload = (more: Partial<Workload> = {}): Workload => ({
  ...{ kind: 'Deployment', namespace: 'shop', name: 'orders', labels: {} },
  ...{ selector: { app: 'orders' }, wanted: 3, available: 3 },
  rollingOut: false,
  ...more,
});
const pod = (more: Partial<Pod> = {}): Pod => ({
  ...{ namespace: 'shop', name: 'orders-1', labels: { app: 'orders', x: 'y' } },
  restarts: 0,
  ...more,
});
const crashing = pod({
  failing: { reason: 'CrashLoopBackOff', detail: 'OOMKilled' },
  restarts: 14,
});
const unschedulable = pod({
  failing: { reason: 'Unschedulable', detail: '0/3 nodes are available' },
});

it.each<[string, Workload, Pod[], HealthStatus, string]>([
  [
    'all are there',
    workload(),
    [pod()],
    'healthy',
    'Deployment orders: 3 of 3 Pods available',
  ],
  [
    'none is wanted',
    workload({ wanted: 0, available: 0 }),
    [],
    'healthy',
    'Deployment orders is scaled to zero',
  ],
  [
    'some crash',
    workload({ available: 1 }),
    [crashing, { ...crashing, restarts: 3 }, pod()],
    'degraded',
    'Deployment orders: 1 of 3 Pods available; 2 CrashLoopBackOff (OOMKilled, 14 restarts)',
  ],
  [
    'all crash',
    workload({ available: 0 }),
    [crashing],
    'unhealthy',
    'Deployment orders: 0 of 3 Pods available; 1 CrashLoopBackOff (OOMKilled, 14 restarts)',
  ],
  [
    'new ones find no place beside the old ones',
    workload({ rollingOut: true }),
    [pod(), unschedulable],
    'degraded',
    'Deployment orders: 3 of 3 Pods available; 1 Unschedulable (0/3 nodes are available)',
  ],
  [
    'the rollout stands still',
    workload({
      stuck: 'the rollout has come to a standstill',
      rollingOut: true,
    }),
    [],
    'degraded',
    'Deployment orders: 3 of 3 Pods available; the rollout has come to a standstill',
  ],
  [
    'it was made just now',
    workload({ available: 0, rollingOut: true }),
    [pod()],
    'degraded',
    'Deployment orders: 0 of 3 Pods available, starting',
  ],
  [
    'it was there and is not any more',
    workload({ available: 0 }),
    [],
    'unhealthy',
    'Deployment orders: 0 of 3 Pods available',
  ],
  [
    'it is being rolled out',
    workload({ available: 2, rollingOut: true }),
    [pod()],
    'healthy',
    'Deployment orders: 2 of 3 Pods available, being rolled out',
  ],
  [
    'fewer are there than must be',
    workload({ available: 2, rollingOut: true, unavailableSince: 5 }),
    [pod()],
    'degraded',
    'Deployment orders: 2 of 3 Pods available',
  ],
  [
    'one is missing',
    workload({ available: 2 }),
    [],
    'degraded',
    'Deployment orders: 2 of 3 Pods available',
  ],
  [
    'one starts again and again',
    workload(),
    [pod({ restarts: 4, lastRestartAt: NOW - 1_000, lastExit: 'Error' })],
    'degraded',
    'Deployment orders: 3 of 3 Pods available; 1 started again 4 times (Error)',
  ],
  [
    'one did so long ago',
    workload(),
    [pod({ restarts: 4, lastRestartAt: NOW - 3_600_000 })],
    'healthy',
    'Deployment orders: 3 of 3 Pods available',
  ],
  [
    'others crash',
    workload(),
    [
      { ...crashing, namespace: 'other' },
      { ...crashing, labels: { app: 'till' } },
    ],
    'healthy',
    'Deployment orders: 3 of 3 Pods available',
  ],
])('when %s', (_, one, pods, status, text) => {
  expect(judgeWorkload({ workload: one, pods, now: NOW })).toMatchObject({
    status,
    text,
  });
});

it('says since when fewer are there than must be', () => {
  const one = workload({ available: 0, unavailableSince: 5 });
  expect(judgeWorkload({ workload: one, pods: [], now: NOW }).since).toBe(5);
});

it.each<[Workload, string]>([
  [workload(), 'Deployment orders in staging: 3 of 3 Pods available'],
  [workload({ wanted: 0 }), 'Deployment orders in staging is scaled to zero'],
])('says where it runs', (one, text) => {
  const look = { workload: one, pods: [], now: NOW, environment: 'staging' };
  expect(judgeWorkload(look).text).toBe(text);
});

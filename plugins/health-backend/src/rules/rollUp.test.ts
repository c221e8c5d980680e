import type { HealthStatus } from '@fairway/plugin-health-common';
import { type Member, rollUp } from './rollUp';

const member = (status: HealthStatus, more: Partial<Member> = {}): Member => ({
  ...{ entityRef: 'component:default/x', status, matters: true, watched: true },
  ...more,
});
const lesser = { matters: false };

it.each<[string, Member[], HealthStatus]>([
  ['there is nothing', [], 'unknown'],
  ['all are good', [member('healthy'), member('healthy')], 'healthy'],
  ['one is down', [member('healthy'), member('unhealthy')], 'unhealthy'],
  [
    'one that matters less is down',
    [member('healthy'), member('unhealthy', lesser)],
    'degraded',
  ],
  [
    'there are only such',
    [member('healthy', lesser), member('unhealthy', lesser)],
    'unhealthy',
  ],
  [
    'one is not watched',
    [member('healthy'), member('unknown', { watched: false })],
    'healthy',
  ],
  [
    'one that matters is not watched, another one is down',
    [member('unknown', { watched: false }), member('unhealthy', lesser)],
    'unhealthy',
  ],
  [
    'of one nothing is known',
    [member('healthy'), member('unknown')],
    'unknown',
  ],
])('when %s', (_, members, status) => {
  expect(rollUp(members).status).toBe(status);
});

it('counts them all', () => {
  expect(
    rollUp([
      member('healthy'),
      member('healthy', lesser),
      member('unknown', { watched: false }),
    ]).counts,
  ).toEqual({ healthy: 2, unknown: 1, degraded: 0, unhealthy: 0 });
});

import type { HealthStatus } from '@fairway/plugin-health-common';
import { type Notice, nextNotice } from './nextNotice';

it.each<
  [HealthStatus, Notice | undefined, Notice | undefined, Notice | undefined]
>([
  ['unhealthy', undefined, undefined, 'unhealthy'],
  ['unhealthy', 'recovered', undefined, 'unhealthy'],
  // Told already, and again before they were told that it recovered.
  ['unhealthy', 'unhealthy', undefined, undefined],
  ['unhealthy', 'unhealthy', 'recovered', undefined],
  ['healthy', 'unhealthy', undefined, 'recovered'],
  ['degraded', 'unhealthy', undefined, 'recovered'],
  // Recovered before they were told.
  ['healthy', undefined, 'unhealthy', undefined],
  ['healthy', undefined, undefined, undefined],
  // A source went away: neither good nor bad news.
  ['unknown', 'unhealthy', undefined, undefined],
  ['unknown', undefined, 'unhealthy', 'unhealthy'],
])('%s, told %s, waiting %s: %s', (to, told, toTell, next) => {
  expect(nextNotice({ to, told, toTell })).toBe(next);
});

import { type HealthStatus, worstStatus } from './status';

it.each<[HealthStatus[], HealthStatus]>([
  [[], 'unknown'],
  [['healthy'], 'healthy'],
  [['healthy', 'unknown'], 'unknown'],
  [['degraded', 'unknown', 'healthy'], 'degraded'],
  [['degraded', 'unhealthy', 'unknown'], 'unhealthy'],
])('the worst of %j is %s', (statuses, worst) => {
  expect(worstStatus(statuses)).toBe(worst);
});

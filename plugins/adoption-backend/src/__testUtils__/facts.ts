import type {
  AttemptFact,
  DeliveryFact,
  FailureFact,
  RunFact,
  ServiceFact,
} from '../facts/facts';

export const TEMPLATE = 'template:default/node-service';
export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;
/** Monday 5 January 2026. */
export const START = Date.parse('2026-01-05T00:00:00Z');

export const attemptId = (number: number) =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const attempt = (
  number: number,
  openedAt: number,
  rest: Partial<AttemptFact> = {},
): AttemptFact => ({
  ...{ attemptId: attemptId(number), template: TEMPLATE, openedAt },
  ...rest,
});

export const failure = (
  at: number,
  rest: Partial<FailureFact> = {},
): FailureFact => ({
  ...{ at, step: 'ci', stepName: 'Wait for CI', message: 'Tests failed' },
  compared: 'Tests failed',
  ...rest,
});

/** A run that has published a repository a minute after its start, and ended well four minutes later. */
export const run = (
  taskId: string,
  startedAt: number,
  rest: Partial<RunFact> = {},
): RunFact => ({
  ...{ taskId, template: TEMPLATE, templateVersion: '1.0.0' },
  ...{ team: 'group:default/checkout', name: taskId },
  entityRef: `component:default/${taskId}`,
  ...{ outcome: 'completed', startedAt, endedAt: startedAt + 5 * MINUTE },
  ...{ repositoryAt: startedAt + MINUTE, publishes: true },
  ...{ failures: [], observedAt: 1, mark: 'completed' },
  ...rest,
});

/** Green, in staging and in production a minute, two minutes and two hours after a moment. */
export const delivery = (
  name: string,
  since: number,
  rest: Partial<DeliveryFact> = {},
): DeliveryFact => ({
  entityRef: `component:default/${name}`,
  ciAt: since + MINUTE,
  stagingAt: since + 2 * MINUTE,
  productionAt: since + 2 * HOUR,
  days: [],
  ...rest,
});

export const service = (
  name: string,
  rest: Partial<ServiceFact> = {},
): ServiceFact => ({
  entityRef: `component:default/${name}`,
  team: 'group:default/checkout',
  ...rest,
});

export const onPath = { template: TEMPLATE, version: '1.0.0' };

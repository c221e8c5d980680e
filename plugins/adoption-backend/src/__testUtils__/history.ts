import type {
  AttemptFact,
  DeliveryFact,
  RunFact,
  ServiceFact,
} from '../facts/facts';
import { Random } from '@fairway/serving/testUtils';
import {
  DAY,
  HOUR,
  MINUTE,
  START,
  attempt,
  delivery,
  failure,
  onPath,
  run,
  service,
} from './facts';

const TEAMS = ['checkout', 'payments', 'growth'].map(
  name => `group:default/${name}`,
);
const STEPS = ['publish', 'ci', 'staging'];
const WORDS = ['Tests failed', 'No runner', 'Quota exceeded'];
/** Everything happens within so many days. */
export const DAYS = 12;

/** Attempts, runs with failures and retries, and deliveries, at random but always the same. */
export function history(seed: number) {
  const random = new Random(seed);
  const attempts: AttemptFact[] = [];
  const runs: RunFact[] = [];
  const deliveries: DeliveryFact[] = [];
  const services: ServiceFact[] = [];
  for (let number = 0; number < 40; number++) {
    const openedAt = START + random.below(DAYS * DAY);
    const taskId = `task-${number}`;
    const name = `service-${random.below(25)}`;
    const team = random.pick(TEAMS);
    if (random.below(3))
      attempts.push(
        attempt(number, openedAt, random.below(4) ? { taskId } : {}),
      );
    if (!random.below(4)) continue;
    const startedAt = openedAt + random.below(3 * HOUR);
    const failures = Array.from({ length: random.below(3) }, (_, index) => {
      const [step, message] = [random.pick(STEPS), random.pick(WORDS)];
      return failure(startedAt + (index + 1) * MINUTE, {
        ...{ step, stepName: step, message, compared: message },
      });
    });
    const of = (rest: Partial<RunFact>) =>
      run(taskId, startedAt, {
        ...{ name, team, entityRef: `component:default/${name}`, ...rest },
      });
    // Seen while it ran, and again when it had ended.
    runs.push(
      of({
        ...{ outcome: 'running', endedAt: undefined, observedAt: 1 },
        failures: failures.slice(0, 1),
      }),
      of({
        ...{ outcome: random.pick(['completed', 'failed']), failures },
        observedAt: 2,
        ...(random.below(3) ? {} : { repositoryAt: undefined }),
      }),
    );
    const template = random.below(2) ? onPath : {};
    if (!services.some(one => one.entityRef.endsWith(`/${name}`)))
      services.push(service(name, { team, ...template }));
    if (!deliveries.some(one => one.entityRef.endsWith(`/${name}`)))
      deliveries.push(
        delivery(name, startedAt, {
          ...(random.below(2) ? {} : { productionAt: undefined }),
          days: Array.from({ length: random.below(6) }, (_, index) => ({
            day: Math.floor(START / DAY) + index,
            ...{ deployments: 1 + random.below(3), failed: random.below(2) },
            ...{ rework: random.below(2), recovery: [random.below(9_000)] },
            lead: [random.below(90_000), random.below(90_000)],
          })),
        }),
      );
  }
  return { attempts, runs, deliveries, services };
}

import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { HealthProvider } from '@fairway/plugin-health-node';
import type { HealthConfig } from './config/readHealthConfig';
import type { createHealth } from './createHealth';

const LEFT_BEHIND_AT_ONCE = 500;

/** What is done again and again, each on one replica at a time. Each source by itself, so that none waits for another. */
export async function scheduleTasks(
  options: Pick<
    ReturnType<typeof createHealth>,
    'checker' | 'checks' | 'notifier' | 'queries' | 'scanner'
  > & {
    config: HealthConfig;
    providers: HealthProvider[];
    scheduler: SchedulerService;
  },
): Promise<void> {
  const { checker, checks, config, notifier, queries, scheduler } = options;
  await scheduler.scheduleTask({
    id: 'health-catalog-scan',
    frequency: config.scanFrequency,
    timeout: { minutes: 10 },
    fn: async () => {
      await options.scanner.scan();
      for (const { source, refs } of await checks.leftBehind(
        LEFT_BEHIND_AT_ONCE,
      ))
        await checks.record(
          source,
          refs.map(entityRef => ({ entityRef })),
        );
    },
  });
  for (const provider of options.providers)
    await scheduler.scheduleTask({
      id: `health-check-${provider.id}`,
      frequency: provider.frequency,
      timeout: provider.timeout ?? { minutes: 10 },
      fn: signal => checker.round(provider, signal),
    });
  await scheduler.scheduleTask({
    id: 'health-tell-owners',
    frequency: { seconds: 10 },
    timeout: { minutes: 5 },
    fn: () => notifier.tell(),
  });
  await scheduler.scheduleTask({
    id: 'health-history-retention',
    frequency: { hours: 6 },
    timeout: { minutes: 30 },
    fn: async () => {
      await queries.prune(Date.now() - config.retention);
    },
  });
}

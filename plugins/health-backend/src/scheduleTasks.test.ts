import type {
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { FakeProvider } from './__testUtils__/FakeProvider';
import { scheduleTasks } from './scheduleTasks';

type Task = SchedulerServiceTaskScheduleDefinition & { id: string };

it('does each thing on one replica at a time, and each source by itself', async () => {
  const tasks: Task[] = [];
  const rounds: string[] = [];
  const nothing = {} as never;
  await scheduleTasks({
    ...{ checks: nothing, notifier: nothing, queries: nothing },
    scanner: nothing,
    checker: {
      round: async (provider: FakeProvider) => {
        rounds.push(provider.id);
      },
    } as never,
    config: { scanFrequency: { seconds: 30 } } as never,
    providers: [new FakeProvider('pods'), new FakeProvider('probe')],
    scheduler: {
      scheduleTask: async (task: Task & { fn(signal: AbortSignal): void }) => {
        tasks.push(task);
        if (task.id.startsWith('health-check-'))
          await task.fn(new AbortController().signal);
      },
    } as unknown as SchedulerService,
  });

  expect(tasks.map(({ id }) => id)).toEqual([
    ...['health-catalog-scan', 'health-check-pods', 'health-check-probe'],
    ...['health-tell-owners', 'health-history-retention'],
  ]);
  // A scheduler's tasks are global unless they say otherwise, and are given up for another replica once they time out.
  expect(tasks.map(({ scope }) => scope ?? 'global')).toEqual(
    tasks.map(() => 'global'),
  );
  for (const { timeout } of tasks)
    expect(Object.values(timeout)[0]).toBeGreaterThan(0);
  expect(rounds).toEqual(['pods', 'probe']);
});

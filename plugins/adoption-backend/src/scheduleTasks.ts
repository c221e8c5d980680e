import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { AdoptionConfig } from './config/readAdoptionConfig';
import type { createAdoption } from './createAdoption';
import type { SourceName } from './gather/DatabaseSourceStore';

/** What is done again and again, each on one replica at a time. What fails is told with the figures until it succeeds. */
export async function scheduleTasks(
  options: Pick<
    ReturnType<typeof createAdoption>,
    'deliveries' | 'reconciler' | 'scanner' | 'sources'
  > & {
    config: AdoptionConfig;
    logger: LoggerService;
    scheduler: SchedulerService;
    now(): number;
  },
): Promise<void> {
  const { config, logger, scheduler, sources } = options;
  const rounds: Record<SourceName, (signal: AbortSignal) => Promise<void>> = {
    scaffolder: signal => options.reconciler.round(signal),
    catalog: () => options.scanner.scan(),
    metrics: signal => options.deliveries.round(signal),
  };
  for (const [source, round] of Object.entries(rounds))
    await scheduler.scheduleTask({
      id: `adoption-${source}`,
      frequency: config.reconcileEvery,
      timeout: { minutes: 30 },
      // After the start: nobody waits for it.
      initialDelay: { seconds: 10 },
      fn: async signal => {
        try {
          await round(signal);
        } catch (error) {
          if (signal.aborted) return;
          const reason = toError(error).message;
          logger.warn('A source could not be read', { source, reason });
          await sources.failed(source as SourceName, {
            ...{ at: options.now(), reason: 'It could not be read' },
          });
        }
      },
    });
}

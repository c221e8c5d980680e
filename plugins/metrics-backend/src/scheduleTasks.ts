import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { MetricsSource } from '@fairway/plugin-metrics-node';
import type { CatalogScanner } from './bindings/CatalogScanner';
import type { InboxStore } from './ingest/InboxStore';
import type { Reconciler } from './reconcile/Reconciler';

/** What is done again and again, each on one replica at a time. */
export async function scheduleTasks(options: {
  scheduler: SchedulerService;
  scanner: CatalogScanner;
  reconciler: Reconciler;
  inbox: InboxStore;
  retention: { doneSeconds: number; deadSeconds: number };
  sources: Map<string, MetricsSource>;
  onScanned(): void;
}): Promise<void> {
  const { scheduler, scanner, reconciler, inbox, retention } = options;
  await scheduler.scheduleTask({
    id: 'metrics-catalog-scan',
    frequency: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: async () => {
      if (await scanner.scan()) options.onScanned();
    },
  });
  await scheduler.scheduleTask({
    id: 'metrics-inbox-retention',
    frequency: { hours: 1 },
    timeout: { minutes: 30 },
    fn: async () => {
      await inbox.prune(retention);
    },
  });
  for (const source of options.sources.values()) {
    if (source.fill)
      await scheduler.scheduleTask({
        id: `metrics-fill-${source.id}`,
        frequency: { seconds: 15 },
        timeout: { minutes: 5 },
        initialDelay: { seconds: 15 },
        fn: signal => reconciler.fill(source, signal),
      });
    if (source.reconcile)
      await scheduler.scheduleTask({
        id: `metrics-reconcile-${source.id}`,
        frequency: { minutes: 5 },
        timeout: { minutes: 30 },
        // The catalog is read first: a reconciler goes by what it binds.
        initialDelay: { seconds: 30 },
        fn: signal => reconciler.reconcile(source, signal),
      });
  }
}

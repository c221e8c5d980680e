import type {
  AuditorService,
  AuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { MetricsSource } from '@fairway/plugin-metrics-node';
import type { Knex } from 'knex';
import { CatalogScanner } from './bindings/CatalogScanner';
import { DatabaseBindingStore } from './bindings/DatabaseBindingStore';
import type { MetricsConfig } from './config/readMetricsConfig';
import { isPostgres } from './database/clock';
import { DatabaseFactStore } from './facts/DatabaseFactStore';
import { DatabaseInboxStore } from './ingest/DatabaseInboxStore';
import { InboxWorker } from './ingest/InboxWorker';
import { InboxWriter } from './ingest/InboxWriter';
import { Pressure } from './ingest/Pressure';
import { CoverageQueries } from './queries/CoverageQueries';
import { DatabaseEvidenceQueries } from './queries/DatabaseEvidenceQueries';
import { DatabaseFigureQueries } from './queries/DatabaseFigureQueries';
import { DatabaseHistoryQueries } from './queries/DatabaseHistoryQueries';
import { DatabaseStateQueries } from './queries/DatabaseStateQueries';
import { ScopeMembers } from './queries/ScopeMembers';
import { DatabaseFactSink } from './reconcile/DatabaseFactSink';
import { Reconciler } from './reconcile/Reconciler';
import { FiguresComputer } from './rollups/FiguresComputer';
import { FiguresLoop } from './rollups/FiguresLoop';
import { DistributionService } from './services/DistributionService';
import { EvidenceService } from './services/EvidenceService';
import { IngestService } from './services/IngestService';
import { ListingService } from './services/ListingService';
import { MetricsAuthorization } from './services/MetricsAuthorization';
import { MetricsService } from './services/MetricsService';
import { RecordService } from './services/RecordService';
import { StateService } from './services/StateService';
import { Timekeeper } from './services/Timekeeper';

export interface MetricsDependencies {
  knex: Knex;
  /** The ingest routes' own connections. */
  inboxKnex: Knex;
  config: MetricsConfig;
  sources: Map<string, MetricsSource>;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  logger: LoggerService;
  permissions: PermissionsService;
}

/** Puts the parts together: gathering (inbox, reconcilers, catalog), computing, serving. */
export function createMetrics(deps: MetricsDependencies) {
  const { knex, inboxKnex, config, sources, logger } = deps;
  const { rules, minimumSample } = config;
  const facts = DatabaseFactStore.create();
  const pressure = Pressure.create();
  const computer = FiguresComputer.create({ knex, rules, pressure });
  const loop = FiguresLoop.create({ computer, logger });
  const onFacts = () => loop.wake();
  const inbox = DatabaseInboxStore.create({ knex });
  const writer = InboxWriter.create({
    store: DatabaseInboxStore.create({ knex: inboxKnex }),
    ...{ pressure, commitsAtOnce: isPostgres(inboxKnex) ? 2 : 1 },
  });
  const worker = InboxWorker.create({
    ...{ knex, store: inbox, sources, facts, logger, onFacts },
    ...{ events: deps.events, pressure },
  });
  const sink = DatabaseFactSink.create({ knex, facts, onFacts });
  const scanner = CatalogScanner.create({
    ...{ auth: deps.auth, catalog: deps.catalog, sources, logger },
    bindings: DatabaseBindingStore.create({ knex }),
    configured: config.bindings,
  });

  const members = ScopeMembers.create({ knex, zone: rules.zone });
  const authorization = MetricsAuthorization.create({ ...deps, members });
  const coverage = CoverageQueries.create({ knex, sources });
  const time = Timekeeper.create({ coverage, zone: rules.zone });
  const serving = {
    ...{ authorization, members, time, minimumSample },
    figures: DatabaseFigureQueries.create({ knex }),
  };
  const metrics = MetricsService.create(serving);
  const distribution = DistributionService.create(serving);
  const listing = ListingService.create(serving);
  const evidence = EvidenceService.create({
    ...{ authorization, members, metrics, time },
    evidence: DatabaseEvidenceQueries.create({ knex }),
  });
  const ingest = IngestService.create({
    ...{ knex, rules, authorization, coverage, inbox, sources, time },
    onInbox: () => worker.wake(),
    onMarked: onFacts,
  });
  const state = StateService.create({
    authorization,
    histories: DatabaseHistoryQueries.create({ knex, rules }),
    queries: DatabaseStateQueries.create({
      knex,
      productionEnvironments: rules.productionEnvironments,
    }),
  });
  const record = RecordService.create({ knex, authorization, sink, time });
  const reconciler = Reconciler.create({
    ...{ knex, sink },
    settled: () => loop.settle(),
  });
  return {
    ...{ inbox, writer, worker, loop, scanner, reconciler },
    ...{ metrics, distribution, listing, evidence },
    ...{ ingest, record, state, time },
  };
}

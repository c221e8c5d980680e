import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { PluginRequests } from '@fairway/serving';
import type { Knex } from 'knex';
import type { AdoptionConfig } from './config/readAdoptionConfig';
import { DatabaseAttemptStore } from './facts/DatabaseAttemptStore';
import { DatabaseDeliveryStore } from './facts/DatabaseDeliveryStore';
import { DatabaseRunStore } from './facts/DatabaseRunStore';
import { DatabaseServiceStore } from './facts/DatabaseServiceStore';
import { CreationComputer } from './figures/CreationComputer';
import { FiguresLoop } from './figures/FiguresLoop';
import { FleetComputer } from './figures/FleetComputer';
import { CatalogScanner } from './gather/CatalogScanner';
import { DatabaseSourceStore } from './gather/DatabaseSourceStore';
import { DeliveryFollower } from './gather/DeliveryFollower';
import { RunReader } from './gather/RunReader';
import { ScaffolderReconciler } from './gather/ScaffolderReconciler';
import { ScaffolderTasks } from './gather/ScaffolderTasks';
import { DayQueries } from './queries/DayQueries';
import { AdoptionAuthorization } from './services/AdoptionAuthorization';
import { AttemptLimit } from './services/AttemptLimit';
import { AttemptsService } from './services/AttemptsService';
import { CreationsService } from './services/CreationsService';
import { DeliveryService } from './services/DeliveryService';
import { Reach } from './services/Reach';
import { RecordService } from './services/RecordService';
import { ServiceRowsService } from './services/ServiceRowsService';
import { ServicesService } from './services/ServicesService';

export interface AdoptionDependencies {
  knex: Knex;
  config: AdoptionConfig;
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
  logger: LoggerService;
  permissions: PermissionsService;
  now(): number;
}

/** Puts the parts together: gathering (scaffolder, catalog, metrics), making figures, serving. */
export function createAdoption(deps: AdoptionDependencies) {
  const { knex, config, logger, now } = deps;
  const { zone, minimumSample } = config;
  const creations = CreationComputer.create({ knex, zone });
  const fleet = FleetComputer.create({ knex, zone, minimumSample, now });
  const loop = FiguresLoop.create({ creations, fleet, logger });
  const onFacts = () => loop.wake();

  const sources = DatabaseSourceStore.create({ knex });
  const runs = DatabaseRunStore.create({ knex, zone });
  const deliveryStore = DatabaseDeliveryStore.create({ knex, zone });
  const requests = PluginRequests.create(deps);
  const tasks = ScaffolderTasks.create({ requests });
  const reader = RunReader.create({ tasks, runs, logger, now, onFacts });
  const reconciler = ScaffolderReconciler.create({
    ...{ tasks, runs, reader, sources, now },
  });
  const scanner = CatalogScanner.create({
    ...{ auth: deps.auth, catalog: deps.catalog, sources, now, onFacts },
    services: DatabaseServiceStore.create({ knex, zone }),
    deliveries: deliveryStore,
    componentTypes: config.componentTypes,
  });
  const deliveries = DeliveryFollower.create({
    ...{ requests, deliveries: deliveryStore, sources, now, onFacts },
    branches: config.branches,
  });

  const days = DayQueries.create({ knex });
  const authorization = AdoptionAuthorization.create(deps);
  const reach = Reach.create({ knex, zone, now });
  const serving = {
    ...{ knex, authorization, days, reach, zone, minimumSample, now },
  };
  return {
    ...{ loop, reader, reconciler, scanner, deliveries, sources },
    creations: CreationsService.create(serving),
    services: ServicesService.create(serving),
    delivery: DeliveryService.create(serving),
    attempts: AttemptsService.create(serving),
    serviceRows: ServiceRowsService.create(serving),
    record: RecordService.create({
      ...{ knex, config, authorization, now, onFacts },
      attempts: DatabaseAttemptStore.create({ knex, zone }),
      limit: AttemptLimit.create({ now }),
    }),
  };
}

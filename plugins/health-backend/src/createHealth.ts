import type {
  AuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { HealthProvider } from '@fairway/plugin-health-node';
import type { Knex } from 'knex';
import { HealthAuthorization } from './authorization/HealthAuthorization';
import { HealthChecker } from './checks/HealthChecker';
import type { HealthConfig } from './config/readHealthConfig';
import { DatabaseCheckStore } from './database/DatabaseCheckStore';
import { DatabaseEntityStore } from './database/DatabaseEntityStore';
import { SourceNames } from './database/SourceNames';
import { DatabaseNoticeStore } from './notices/DatabaseNoticeStore';
import { Notifier } from './notices/Notifier';
import { DatabaseHealthQueries } from './queries/DatabaseHealthQueries';
import { CatalogScanner } from './scan/CatalogScanner';
import { HealthService } from './services/HealthService';

interface HealthDependencies {
  knex: Knex;
  config: HealthConfig;
  providers: HealthProvider[];
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
}

/** Puts the parts together: gathering (catalog, sources), telling, serving. */
export function createHealth(deps: HealthDependencies) {
  const { knex, config, providers } = deps;
  const now = () => Date.now();
  const names = SourceNames.create({ providers });
  const checks = DatabaseCheckStore.create({
    ...{ knex, names, now, keepFor: config.keepFor },
  });
  const queries = DatabaseHealthQueries.create({ knex, names, now });
  return {
    checks,
    queries,
    scanner: CatalogScanner.create({
      ...{ auth: deps.auth, catalog: deps.catalog, now },
      entities: DatabaseEntityStore.create({ knex }),
    }),
    checker: HealthChecker.create({
      ...{ checks, logger: deps.logger, batchesAtOnce: config.batchesAtOnce },
    }),
    notifier: Notifier.create({
      notices: DatabaseNoticeStore.create({ knex }),
      notifications: deps.notifications,
      logger: deps.logger,
    }),
    health: HealthService.create({
      queries,
      authorization: HealthAuthorization.create({ ...deps, queries }),
    }),
  };
}

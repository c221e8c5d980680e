import {
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import { Admission } from './check/Admission';
import { FetchSources } from './check/FetchSources';
import { NameAvailability } from './check/NameAvailability';
import { NameReport } from './check/NameReport';
import { RequestCheck } from './check/RequestCheck';
import { Reservations } from './check/Reservations';
import { TemplateReader } from './check/TemplateReader';
import { CreateConfig } from './config';
import { DatabaseIdempotencyStore } from './database/DatabaseIdempotencyStore';
import { DatabaseReservationStore } from './database/DatabaseReservationStore';
import { TaskRecords } from './database/TaskRecords';
import { ForgeClients } from './forge/ForgeClients';

/** Puts together what stands behind the module's routes. */
export function createServices(deps: {
  auth: AuthService;
  catalog: CatalogService;
  config: CreateConfig;
  discovery: DiscoveryService;
  forge: ForgeClients;
  integrations: ScmIntegrations;
  knex: Knex;
  logger: LoggerService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
}): {
  admission: Admission;
  check: RequestCheck;
  names: NameReport;
  tasks: TaskRecords;
} {
  const { knex } = deps;
  const tasks = TaskRecords.create(knex);
  const availability = NameAvailability.create(deps);
  const reservations = Reservations.create({
    store: DatabaseReservationStore.create({ knex, tasks }),
    tasks,
  });
  const check = RequestCheck.create({
    ...deps,
    availability,
    fetchSources: FetchSources.create(deps),
    templates: TemplateReader.create(deps),
  });
  return {
    check,
    tasks,
    admission: Admission.create({
      ...deps,
      check,
      idempotency: DatabaseIdempotencyStore.create({ knex, tasks }),
      reservations,
      tasks,
    }),
    names: NameReport.create({ ...deps, availability, reservations }),
  };
}

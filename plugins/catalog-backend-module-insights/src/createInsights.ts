import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { PluginRequests } from '@fairway/serving';
import type { Knex } from 'knex';
import { ComponentQueries } from './database/ComponentQueries';
import { DatabaseInsightStore } from './database/DatabaseInsightStore';
import { FacetQueries } from './database/FacetQueries';
import { FewFinder } from './database/FewFinder';
import { TextIndex } from './database/TextIndex';
import { TitleQueries } from './database/TitleQueries';
import { UnownedQueries } from './database/UnownedQueries';
import { ValueCounts } from './database/ValueCounts';
import { Feeder } from './feed/Feeder';
import { HealthSource } from './feed/HealthSource';
import { MetricsSource } from './feed/MetricsSource';
import { CursorSigner } from './services/CursorSigner';
import { ListAuthorization } from './services/ListAuthorization';
import { ListService } from './services/ListService';

/** Puts the parts together: what fills the columns, and what reads them. */
export function createInsights(deps: {
  knex: Knex;
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
}) {
  const { knex, logger } = deps;
  const store = DatabaseInsightStore.create({ knex });
  const requests = PluginRequests.create(deps);
  const feeder = Feeder.create({
    ...{ store, logger },
    sources: [
      MetricsSource.create({ requests }),
      HealthSource.create({ requests }),
    ],
  });
  const counts = ValueCounts.create({ knex });
  const finder = FewFinder.create({ knex, counts });
  const cursors = CursorSigner.create({ key: () => store.cursorKey() });
  const list = ListService.create({
    authorization: ListAuthorization.create(deps),
    components: ComponentQueries.create({ knex, finder }),
    cursors,
    facets: FacetQueries.create({ knex }),
    titles: TitleQueries.create({ knex }),
    unowned: UnownedQueries.create({ knex }),
  });
  const texts = TextIndex.create({ knex, logger });
  return { counts, cursors, feeder, list, texts };
}

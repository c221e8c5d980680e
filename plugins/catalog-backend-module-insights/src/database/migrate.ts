import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { schemaOf } from '@fairway/serving';

export { isPostgres } from '@fairway/serving';

/** The database is the catalog's, so the record of what was done to it has a name of its own. */
export const migrations = {
  directory: resolvePackagePath(
    '@fairway/plugin-catalog-backend-module-insights',
    'migrations',
  ),
  tableName: 'insight_migrations',
};

/** The module's own tables beside the catalog's. */
export const { migrate, openDatabase } = schemaOf(
  'catalog insights',
  migrations,
);

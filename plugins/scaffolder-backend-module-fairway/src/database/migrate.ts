import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { schemaOf } from '@fairway/serving';

/** The module's tables stand beside the scaffolder's in one database, with a migration history of their own. */
export const { migrate, openDatabase } = schemaOf('scaffolder', {
  directory: resolvePackagePath(
    '@fairway/plugin-scaffolder-backend-module-fairway',
    'migrations',
  ),
  tableName: 'fairway_scaffolder_migrations',
});

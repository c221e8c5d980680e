import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { schemaOf } from '@fairway/serving';

export { isPostgres } from '@fairway/serving';

/** Where the steps are, each with its way back. */
export const migrations = {
  directory: resolvePackagePath('@fairway/plugin-health-backend', 'migrations'),
};

export const { migrate, openDatabase } = schemaOf('health', migrations);

import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { schemaOf } from '@fairway/serving';

/** Where the steps are, each with its way back. */
export const migrations = {
  directory: resolvePackagePath(
    '@fairway/plugin-metrics-backend',
    'migrations',
  ),
};

export const { migrate, openDatabase } = schemaOf('metrics', migrations);

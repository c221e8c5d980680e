import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  EntityHealth,
  HealthHistory,
  HealthRollUp,
} from '@fairway/plugin-health-common';

interface Options {
  signal?: AbortSignal;
}

/**
 * How what the reader may see is doing. Refusals are `ResponseError`s.
 *
 * @public
 */
export interface HealthApi {
  getHealth(entityRef: string, options?: Options): Promise<EntityHealth>;
  /** Newest change first. */
  getHistory(
    entityRef: string,
    options?: Options & { limit?: number; cursor?: string },
  ): Promise<HealthHistory>;
  /** How everything of an owner, a system or a domain is doing. */
  getRollUp(entityRef: string, options?: Options): Promise<HealthRollUp>;
}

/** @public */
export const healthApiRef = createApiRef<HealthApi>().with({
  id: 'plugin.catalog.insights.health',
  pluginId: 'catalog',
});

import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  EntityReleases,
  PromotionRequest,
  PromotionStarted,
} from '@fairway/plugin-releases-common';

/** Reads where entities run, and promotes them. Refusals are `ResponseError`s. */
export interface ReleasesApi {
  /** Where the entity runs now. */
  getReleases(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<EntityReleases>;

  /** Starts a promotion, or adopts the one under way. */
  promote(
    entityRef: string,
    request: PromotionRequest,
  ): Promise<PromotionStarted>;
}

/** Reference to the {@link ReleasesApi}. */
export const releasesApiRef = createApiRef<ReleasesApi>().with({
  id: 'plugin.releases.api',
  pluginId: 'releases',
});

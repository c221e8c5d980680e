import { createApiRef } from '@backstage/frontend-plugin-api';

/** A pull request that gives something an owner. */
export interface OwnerChange {
  url: string;
  number: number;
  /** It was open already, from an earlier proposal. */
  existed: boolean;
}

/** Proposes owners. Refusals are `ResponseError`s. */
export interface OwnerChangeApi {
  /** Opens the pull request that changes the catalog file, or finds the one that is open. */
  propose(request: { entityRef: string; owner: string }): Promise<OwnerChange>;
}

/** Reference to the {@link OwnerChangeApi}. */
export const ownerChangeApiRef = createApiRef<OwnerChangeApi>().with({
  id: 'plugin.catalog.insights.owner-change',
  pluginId: 'catalog',
});

import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ReleasesProvider } from './ReleasesProvider';

/** Where a module says who knows about releases. */
export interface ReleasesExtensionPoint {
  /** Sets the one provider; throws when there is one already. */
  setProvider(provider: ReleasesProvider): void;
}

/** Extension point of the releases plugin. */
export const releasesExtensionPoint =
  createExtensionPoint<ReleasesExtensionPoint>({ id: 'releases.provider' });

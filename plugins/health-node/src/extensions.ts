import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { HealthProvider } from './HealthProvider';

/** @public */
export interface HealthProvidersExtensionPoint {
  /** @throws Error where there is one with the same id already */
  addProvider(provider: HealthProvider): void;
}

/**
 * Adds sources of health to the health plugin.
 *
 * @public
 */
export const healthProvidersExtensionPoint =
  createExtensionPoint<HealthProvidersExtensionPoint>({
    id: 'health.providers',
  });

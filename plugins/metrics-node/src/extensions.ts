import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { MetricsSource } from './source';

/**
 * Where modules add their sources. A second source of the same id is an error at start.
 *
 * @public
 */
export interface MetricsSourcesExtensionPoint {
  addSource(source: MetricsSource): void;
}

/** @public */
export const metricsSourcesExtensionPoint =
  createExtensionPoint<MetricsSourcesExtensionPoint>({
    id: 'metrics.sources',
  });

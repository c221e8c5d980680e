import { dirname, join } from 'node:path';

const POLLING_MILLISECONDS = 25;

/**
 * Makes the catalog of this process look for work every few milliseconds instead of every second, which it has no option
 * for. A registration waits for that poll on every side, half a second on average: a lottery many times larger than what
 * is compared here.
 */
export function withShortPoll(): void {
  const catalog = dirname(
    require.resolve('@backstage/plugin-catalog-backend/package.json'),
  );
  const { DefaultCatalogProcessingEngine } = require(
    join(catalog, 'dist/processing/DefaultCatalogProcessingEngine.cjs.js'),
  );
  const { start } = DefaultCatalogProcessingEngine.prototype;
  DefaultCatalogProcessingEngine.prototype.start = function startPolling() {
    this.pollingIntervalMs = POLLING_MILLISECONDS;
    return start.call(this);
  };
}

export { MetricTiles, type MetricTilesProps } from './MetricTiles';

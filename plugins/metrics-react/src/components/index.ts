export * from './Distribution';
export * from './MetricCell';
export * from './MetricTiles';
export * from './RangePicker';
export * from './SeriesChart';
export * from './SeriesTable';
export * from './Sparkline';
export * from './TrendMark';

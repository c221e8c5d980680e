export { scaleOf, type ChartScale, type ChartShape } from './chartScale';
export { downloadCsv, toCsv, type CsvCell } from './csv';
export { formatDay, formatDays, lastDay } from './days';
export { describeFigure, type FigureDescription } from './describeFigure';
export { describeTrend, type Trend } from './describeTrend';
export { findingOf } from './findingOf';
export {
  formatMetric,
  formatSeconds,
  quantify,
  quantifySeconds,
  type Quantity,
} from './formatMetric';
export { metricWords, type MetricWords } from './metricWords';
export {
  checkDays,
  daysOfRange,
  defaultRange,
  earlierWindow,
  parseRange,
  rangePresets,
  usualInterval,
  windowOf,
  windowOfDays,
  writeRange,
  type MetricsRange,
  type RangePreset,
} from './range';
export { placeOf, seriesPoints, type SeriesPoint } from './seriesPoints';
export { seriesCsv } from './seriesTable';

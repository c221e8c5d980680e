export { SeriesChart } from './SeriesChart';
export type { ChartEvent, SeriesChartProps } from './seriesChartTypes';

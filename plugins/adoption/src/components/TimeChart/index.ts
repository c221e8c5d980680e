export { TimeChart } from './TimeChart';
export type { TimeChartProps, TimeLine, TimePoint } from './timeChartTypes';

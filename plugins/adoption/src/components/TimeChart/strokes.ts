import type { TimeMark } from './timeChartTypes';

/** How each line is drawn, in the plot and in its legend. */
export const strokes: Record<
  TimeMark,
  { stroke: string; strokeWidth: number; strokeDasharray?: string }
> = {
  main: { stroke: 'var(--fw-chart-1)', strokeWidth: 2 },
  near: {
    stroke: 'var(--fw-chart-before)',
    strokeWidth: 1.5,
    strokeDasharray: '6 3',
  },
  far: {
    stroke: 'var(--fw-chart-before)',
    strokeWidth: 1.5,
    strokeDasharray: '2 3',
  },
  second: {
    stroke: 'var(--fw-chart-2)',
    strokeWidth: 1.5,
    strokeDasharray: '6 3',
  },
  third: {
    stroke: 'var(--fw-chart-3)',
    strokeWidth: 1.5,
    strokeDasharray: '2 3',
  },
  fourth: {
    stroke: 'var(--fw-chart-4)',
    strokeWidth: 1.5,
    strokeDasharray: '8 3 2 3',
  },
};

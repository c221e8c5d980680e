import type { MetricName } from '@fairway/plugin-metrics-common';
import type { ChartScale, ChartShape } from '../../model/chartScale';
import type { SeriesPoint } from '../../model/seriesPoints';

/**
 * One single thing among those that the figures are made of.
 *
 * @public
 */
export interface ChartEvent {
  id: string;
  /** Where it lies: 2.5 is the end of the third part. */
  place: number;
  /** Seconds. */
  value: number;
}

/** @public */
export interface SeriesChartProps {
  metric: MetricName;
  points: SeriesPoint[];
  /** The things themselves, where there are few enough to show each. */
  events?: ChartEvent[];
  /** What the dashed line is: `13 weeks earlier`. */
  earlier?: string;
  /** Names the drawing. */
  label: string;
  /** Called with the part that was clicked, or entered by the keyboard. */
  onChoose: (point: SeriesPoint) => void;
}

/** What is drawn, once it is known how. */
export interface SeriesPlotProps extends SeriesChartProps {
  shape: ChartShape;
  scale: ChartScale;
}

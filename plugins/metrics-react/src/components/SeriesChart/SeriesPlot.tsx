import { useRef } from 'react';
import {
  CartesianGrid,
  ComposedChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { ChartScale } from '../../model/chartScale';
import { ActivePoint } from './ActivePoint';
import { Marks } from './Marks';
import { PartTick } from './PartTick';
import { PlotTooltip } from './PlotTooltip';
import type { SeriesPlotProps } from './seriesChartTypes';
import styles from './SeriesChart.module.css';

const HEIGHT = 258;

function rowsOf({ points, shape, scale }: SeriesPlotProps) {
  return points.map((point, index) => {
    const { n, count = 0, value, p75, earlier, earlierN } = point;
    const known = !point.unknown;
    return {
      index,
      point,
      band: value !== undefined && p75 !== undefined ? [value, p75] : undefined,
      value: known ? value : undefined,
      earlier: shape === 'line' ? earlier : earlierN,
      good: known && shape !== 'line' ? n - count : undefined,
      bad: known && shape === 'shares' ? count : undefined,
      top: scale.ticks.at(-1)!,
    };
  });
}

type Row = ReturnType<typeof rowsOf>[number];

/** The highest is the one that says its value. */
function highestOf(rows: Row[]): number | undefined {
  const valued = rows.filter(({ value }) => value !== undefined);
  return valued.length
    ? valued.reduce((a, b) => (b.value! > a.value! ? b : a)).index
    : undefined;
}

function tickText({ unit, unitText, ticks }: ChartScale, value: number) {
  const round = Number((value / unit).toFixed(2));
  return value === ticks.at(-1) && unitText
    ? `${round}\u00a0${unitText}`
    : `${round}`;
}

/**
 * The drawing itself. The horizontal axis counts the parts, so that what happened within a part can stand beside its
 * figure.
 */
export function SeriesPlot(props: SeriesPlotProps) {
  const { metric, points, scale, label, onChoose } = props;
  const active = useRef<number>();
  const rows = rowsOf(props);
  const quiet = { tickLine: false, axisLine: false } as const;
  const choose = (index: number | undefined) => {
    if (index !== undefined && points[index]) onChoose(points[index]);
  };
  return (
    // The chart inside takes the focus and the arrow keys; Enter opens what it stands at.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles.plot}
      onKeyDown={event => {
        if (event.key === 'Enter') choose(active.current);
      }}
    >
      <ResponsiveContainer
        width="100%"
        height={HEIGHT}
        initialDimension={{ width: 1, height: HEIGHT }}
      >
        <ComposedChart
          data={rows}
          margin={{ top: 18, right: 16, bottom: 20, left: 0 }}
          title={label}
          onClick={({ activeLabel }) =>
            choose(activeLabel === undefined ? undefined : Number(activeLabel))
          }
        >
          <CartesianGrid vertical={false} stroke="var(--fw-chart-grid)" />
          <XAxis
            {...quiet}
            dataKey="index"
            type="number"
            domain={[-0.5, points.length - 0.5]}
            ticks={rows.map(({ index }) => index)}
            tick={<PartTick metric={metric} points={points} />}
            tickFormatter={index => points[index]?.label ?? ''}
            interval="equidistantPreserveStart"
            minTickGap={10}
          />
          <YAxis
            {...quiet}
            width={44}
            ticks={scale.ticks}
            domain={[0, scale.ticks.at(-1)!]}
            tickFormatter={(value: number) => tickText(scale, value)}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--bui-border-2)', fill: 'none' }}
            content={<PlotTooltip {...props} />}
          />
          <ActivePoint onActive={index => (active.current = index)} />
          <Marks {...props} marked={highestOf(rows)} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

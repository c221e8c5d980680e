import { useMemo, useRef } from 'react';
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { scaleOf } from '../../model/chartScale';
import { countOf } from '../../model/seriesPoints';
import { ActivePoint } from './ActivePoint';
import { PartTick } from './PartTick';
import { Dot } from './Dot';
import { Events } from './Events';
import { PlotTooltip } from './PlotTooltip';
import type { SeriesPlotProps } from './seriesChartTypes';
import styles from './SeriesChart.module.css';

const HEIGHT = 258;

/** Raw values of what is drawn, so that it fits; of the single things only those that would not flatten all the rest. */
function valuesOf({ points, shape, events = [] }: SeriesPlotProps): number[] {
  const drawn = points
    .flatMap(({ n, value, p75, earlier, earlierN }) =>
      shape === 'line' ? [value, p75, earlier] : [n, earlierN],
    )
    .filter(value => value !== undefined);
  const singles = events.map(({ value }) => value);
  const most = drawn.length ? 2 * Math.max(...drawn) : Infinity;
  return [...drawn, ...singles.filter(value => value <= most)];
}

function rowsOf({ points, shape, metric }: SeriesPlotProps) {
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
      all: countOf(metric, point),
    };
  });
}

/**
 * The drawing itself. The horizontal axis counts the parts, so that what happened within a part can stand beside its
 * figure.
 */
export default function SeriesPlot(props: SeriesPlotProps) {
  const { metric, points, shape, events, label, onChoose } = props;
  const active = useRef<number>();
  const rows = useMemo(() => rowsOf(props), [props]);
  const scale = useMemo(
    () => scaleOf(metric, shape, valuesOf(props)),
    [metric, shape, props],
  );
  const marked = rows.reduce<number | undefined>(
    (best, { value }, index) =>
      value !== undefined &&
      (best === undefined || value > (rows[best].value ?? 0))
        ? index
        : best,
    undefined,
  );
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
            dataKey="index"
            type="number"
            domain={[-0.5, points.length - 0.5]}
            ticks={rows.map(({ index }) => index)}
            tick={<PartTick metric={metric} points={points} />}
            tickFormatter={index => points[index]?.label ?? ''}
            interval="equidistantPreserveStart"
            minTickGap={10}
            tickLine={false}
            axisLine={false}
          />
          <YAxis
            width={44}
            ticks={scale.ticks}
            domain={[0, scale.ticks.at(-1)!]}
            tickFormatter={(value: number, index: number) =>
              [
                Number((value / scale.unit).toFixed(2)),
                index === scale.ticks.length - 1 ? scale.unitText : '',
              ]
                .filter(part => part !== '')
                .join('\u00a0')
            }
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--bui-border-2)', fill: 'none' }}
            content={<PlotTooltip {...props} />}
          />
          <ActivePoint onActive={index => (active.current = index)} />
          {shape === 'line' ? (
            <Area
              dataKey="band"
              stroke="none"
              fill="var(--fw-chart-band)"
              activeDot={false}
              isAnimationActive={false}
            />
          ) : null}
          {shape === 'line' ? null : (
            <Bar
              dataKey="good"
              stackId="n"
              fill="var(--fw-chart-1)"
              maxBarSize={40}
              isAnimationActive={false}
            />
          )}
          {shape === 'shares' ? (
            <Bar
              dataKey="bad"
              stackId="n"
              fill="var(--bui-bg-neutral-1)"
              stroke="var(--fw-chart-2)"
              strokeWidth={2}
              maxBarSize={40}
              isAnimationActive={false}
            />
          ) : null}
          <Line
            dataKey="earlier"
            stroke="var(--fw-chart-before)"
            strokeWidth={1.5}
            strokeDasharray="4 3"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
          {events?.length ? (
            <Events events={events} top={scale.ticks.at(-1)!} />
          ) : null}
          {shape === 'line' ? (
            <Line
              dataKey="value"
              stroke="var(--fw-chart-1)"
              strokeWidth={2}
              dot={<Dot metric={metric} points={points} marked={marked} />}
              activeDot={{ r: 5, fill: 'var(--fw-chart-1)' }}
              isAnimationActive={false}
            />
          ) : null}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

import { useEffect, useRef } from 'react';
import {
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  useActiveTooltipLabel,
  XAxis,
  YAxis,
} from 'recharts';
import { PartTick } from './PartTick';
import { strokes } from './strokes';
import { TimeDot } from './TimeDot';
import type { TimeChartProps, TimePoint } from './timeChartTypes';
import styles from './TimeChart.module.css';

/** Tells which part the pointer or the arrow keys stand at. */
function ActivePoint(props: { onActive: (index?: number) => void }) {
  const { onActive } = props;
  const label = useActiveTooltipLabel();
  useEffect(() => {
    onActive(label === undefined ? undefined : Number(label));
  }, [label, onActive]);
  return null;
}

type TipProps = Pick<
  TimeChartProps,
  'lines' | 'formatValue' | 'formatCount'
> & {
  /** Given by the chart. */
  payload?: { payload: { point: TimePoint } }[];
};

function Tip({ lines, formatValue, formatCount, payload }: TipProps) {
  const point = payload?.[0]?.payload.point;
  if (!point) return null;
  return (
    <div className={styles.tooltip}>
      <strong>
        {point.label}
        {point.unfinished ? ', not over' : ''}
      </strong>
      <div>{formatCount(point.n)}</div>
      {lines.map(({ id, name }) => {
        const value = point.values[id];
        return (
          <div key={id}>
            {name} {value === undefined ? 'too few' : formatValue(value)}
          </div>
        );
      })}
    </div>
  );
}

/** The drawing itself, over the parts by their number. */
export function TimePlot(props: TimeChartProps) {
  const { label, points, lines, ticks, formatTick, height, onChoose } = props;
  const active = useRef<number>();
  const rows = points.map((point, index) => ({ index, point }));
  const quiet = { tickLine: false, axisLine: false } as const;
  const choose = (index?: number) => {
    if (index !== undefined && points[index]) onChoose?.(index);
  };
  return (
    // The chart inside takes the focus and the arrow keys; Enter opens what it stands at.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles.plot}
      data-opens={onChoose ? true : undefined}
      style={{ height }}
      onKeyDown={event => {
        if (event.key === 'Enter') choose(active.current);
      }}
    >
      <ResponsiveContainer
        width="100%"
        height={height}
        initialDimension={{ width: 1, height: height! }}
      >
        <ComposedChart
          data={rows}
          margin={{ top: 10, right: 16, bottom: 20, left: 0 }}
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
            tick={<PartTick parts={points} />}
            tickFormatter={index => points[index]?.label ?? ''}
            interval="equidistantPreserveStart"
            minTickGap={10}
          />
          <YAxis
            {...quiet}
            width={44}
            ticks={ticks}
            domain={[0, ticks.at(-1)!]}
            tickFormatter={formatTick}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--bui-border-2)', fill: 'none' }}
            content={<Tip {...props} />}
          />
          <ActivePoint onActive={index => (active.current = index)} />
          {/* Not seen. Parts without any figure still have an axis, and a place for the pointer. */}
          <Line
            dataKey={() => ticks.at(-1)}
            stroke="none"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
          {lines.toReversed().map(({ id, mark }) => (
            <Line
              key={id}
              {...strokes[mark]}
              dataKey={({ point }) => point.values[id]}
              isAnimationActive={false}
              activeDot={false}
              dot={mark === 'main' ? <TimeDot parts={points} /> : false}
            />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

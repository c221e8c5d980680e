import { Area, Bar, Line } from 'recharts';
import { Dot } from './Dot';
import { Events } from './Events';
import type { SeriesPlotProps } from './seriesChartTypes';

const still = { isAnimationActive: false, activeDot: false } as const;

function Bars({ withFailed }: { withFailed: boolean }) {
  const common = {
    stackId: 'n',
    maxBarSize: 40,
    isAnimationActive: false,
  } as const;
  return (
    <>
      <Bar {...common} dataKey="good" fill="var(--fw-chart-1)" />
      {withFailed ? (
        <Bar
          {...common}
          dataKey="bad"
          fill="var(--bui-bg-neutral-1)"
          stroke="var(--fw-chart-2)"
          strokeWidth={2}
        />
      ) : null}
    </>
  );
}

/** What is drawn of a series: bars or a line, behind it the same earlier, and each thing where there are few. */
export function Marks(props: SeriesPlotProps & { marked?: number }) {
  const { metric, points, shape, events, scale, marked } = props;
  return (
    <>
      {/* Not seen. Parts without any figure still have an axis, and a place for the pointer. */}
      <Line {...still} dataKey="top" stroke="none" dot={false} />
      {shape === 'line' ? (
        <Area
          {...still}
          dataKey="band"
          stroke="none"
          fill="var(--fw-chart-band)"
          fillOpacity={1}
        />
      ) : (
        <Bars withFailed={shape === 'shares'} />
      )}
      <Line
        {...still}
        dataKey="earlier"
        stroke="var(--fw-chart-before)"
        strokeWidth={1.5}
        strokeDasharray="4 3"
        dot={false}
      />
      {events?.length ? (
        <Events events={events} top={scale.ticks.at(-1)!} />
      ) : null}
      {shape === 'line' ? (
        <Line
          dataKey="value"
          stroke="var(--fw-chart-1)"
          strokeWidth={2}
          dot={<Dot metric={metric} parts={points} marked={marked} />}
          activeDot={{ r: 5, fill: 'var(--fw-chart-1)' }}
          isAnimationActive={false}
        />
      ) : null}
    </>
  );
}

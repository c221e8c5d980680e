import { metricWords } from '../../model/metricWords';
import type { SeriesPlotProps } from './seriesChartTypes';
import styles from './SeriesChart.module.css';

const before = (
  <path
    d="M0 5h20"
    stroke="var(--fw-chart-before)"
    strokeWidth={1.5}
    strokeDasharray="4 3"
  />
);

const line = (
  <>
    <path d="M0 5h20" stroke="var(--fw-chart-1)" strokeWidth={2} />
    <circle cx="10" cy="5" r="3.4" fill="var(--fw-chart-1)" />
  </>
);

const marks = {
  line,
  before,
  band: <rect width="20" height="10" rx="2" fill="var(--fw-chart-band)" />,
  bar: <rect x="5" width="10" height="10" rx="1" fill="var(--fw-chart-1)" />,
  failed: (
    <rect
      x="6"
      y="1"
      width="8"
      height="8"
      fill="none"
      stroke="var(--fw-chart-2)"
      strokeWidth={2}
    />
  ),
  event: <circle cx="10" cy="5" r="2.5" className={styles.event} />,
  beyond: <path d="M10 2l3.5 6h-7z" className={styles.event} />,
  open: (
    <circle
      cx="10"
      cy="5"
      r="3.6"
      fill="none"
      stroke="var(--fw-chart-1)"
      strokeWidth={2}
    />
  ),
};

function entriesOf(props: SeriesPlotProps): [keyof typeof marks, string][] {
  const { metric, shape, points, events, earlier, scale } = props;
  const { measure, one } = metricWords[metric];
  const entries: [keyof typeof marks, string, boolean][] = [
    ['line', measure === 'share' ? 'Rate' : 'Median', shape === 'line'],
    [
      'band',
      'Median to p75',
      shape === 'line' && points.some(({ p75 }) => p75 !== undefined),
    ],
    ['event', `One ${one}`, Boolean(events?.length)],
    [
      'beyond',
      'One above the scale',
      Boolean(events?.some(({ value }) => value > scale.ticks.at(-1)!)),
    ],
    ['bar', shape === 'shares' ? 'Others' : 'Deployments', shape !== 'line'],
    [
      'failed',
      metric === 'changeFailRate' ? 'Needed intervention' : 'Rework',
      shape === 'shares',
    ],
    [
      'before',
      earlier ?? '',
      Boolean(earlier) &&
        points.some(point =>
          shape === 'line'
            ? point.earlier !== undefined
            : point.earlierN !== undefined,
        ),
    ],
    [
      'open',
      'Not over',
      shape === 'line' &&
        points.some(point => point.unfinished && point.value !== undefined),
    ],
  ];
  return entries
    .filter(([, , there]) => there)
    .map(([mark, words]) => [mark, words]);
}

/** What the marks of the chart mean. */
export function Legend(props: SeriesPlotProps) {
  const { many } = metricWords[props.metric];
  return (
    <figcaption className={styles.legend}>
      {entriesOf(props).map(([mark, words]) => (
        <span key={mark}>
          <svg viewBox="0 0 20 10" width={20} height={10} aria-hidden>
            {marks[mark]}
          </svg>
          {words}
        </span>
      ))}
      <span className={styles.hint}>
        Below each date: n. Choose a point to see its {many}
      </span>
    </figcaption>
  );
}

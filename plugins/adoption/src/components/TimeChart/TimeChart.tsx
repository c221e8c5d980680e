import { lazy, Suspense } from 'react';
import { Skeleton } from '@backstage/ui';
import { strokes } from './strokes';
import type { TimeChartProps } from './timeChartTypes';
import styles from './TimeChart.module.css';

/** The library that draws is larger than all the rest of a page: it comes when there is something to draw. */
const TimePlot = lazy(async () => ({
  default: (await import('./TimePlot')).TimePlot,
}));

/** Something over time. What it says stands beside it as text, and in the same place as a table. */
export function TimeChart(props: TimeChartProps) {
  const { lines, height = 200 } = props;
  return (
    <>
      <Suspense
        fallback={
          <div style={{ height }}>
            <Skeleton width="100%" height={height} aria-hidden />
          </div>
        }
      >
        <TimePlot {...props} height={height} />
      </Suspense>
      {lines.length > 1 ? (
        <ul className={styles.legend} aria-label="Legend">
          {lines.map(({ id, name, mark }) => (
            <li key={id}>
              <svg width="20" height="10" aria-hidden>
                <path d="M0 5h20" {...strokes[mark]} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

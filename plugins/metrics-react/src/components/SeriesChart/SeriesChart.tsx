import { lazy, Suspense } from 'react';
import { Skeleton } from '@backstage/ui';
import { scaleOfSeries, shapeOf } from '../../model/chartScale';
import { Legend } from './Legend';
import type { SeriesChartProps } from './seriesChartTypes';
import styles from './SeriesChart.module.css';

/** The library that draws is larger than all the rest of a page: it comes when there is something to draw. */
const SeriesPlot = lazy(async () => ({
  default: (await import('./SeriesPlot')).SeriesPlot,
}));

/**
 * A metric over time. What it says stands beside it as text and as a table; see `findingOf` and `SeriesTable`.
 *
 * @public
 */
export function SeriesChart(props: SeriesChartProps) {
  const { metric, points, events = [] } = props;
  const shape = shapeOf(metric, points);
  const singles = events.map(({ value }) => value);
  const scale = scaleOfSeries({ metric, shape, points, singles });
  const drawn = { ...props, shape, scale };
  return (
    <>
      <Suspense
        fallback={
          <div className={styles.plot}>
            <Skeleton width="100%" height={258} aria-hidden />
          </div>
        }
      >
        <SeriesPlot {...drawn} />
      </Suspense>
      <Legend {...drawn} />
    </>
  );
}

import { useXAxisScale, useYAxisScale } from 'recharts';
import type { ChartEvent } from './seriesChartTypes';
import styles from './SeriesChart.module.css';

/** Each single thing at its moment and height; what lies beyond the scale is a triangle at its edge. */
export function Events({ events, top }: { events: ChartEvent[]; top: number }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y) return null;
  const edge = Number(y(top));
  return (
    <g>
      {events.map(({ id, place, value }) => {
        const across = Number(x(place));
        return value > top ? (
          <path
            key={id}
            d={`M${across} ${edge - 8}l3.5 6h-7z`}
            className={styles.event}
          />
        ) : (
          <circle
            key={id}
            cx={across}
            cy={Number(y(value))}
            r={2.5}
            className={styles.event}
          />
        );
      })}
    </g>
  );
}

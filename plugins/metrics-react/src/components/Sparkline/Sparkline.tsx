import styles from './Sparkline.module.css';

const WIDTH = 34;
const HEIGHT = 16;
const INSET = 3;

/** @public */
export interface SparklineProps {
  /** Oldest first; null where there are too few to say. */
  series: (number | null)[];
  /** The last point is square and amber where the figure is worse than before. */
  worse?: boolean;
}

type Place = [x: number, y: number];

function placesOf(series: (number | null)[]): (Place | null)[] {
  const values = series.filter(value => value !== null);
  // From 0, as every chart: a small wobble does not look like a landslide.
  const top = Math.max(...values) || 1;
  const step = (WIDTH - 2 * INSET) / Math.max(1, series.length - 1);
  return series.map((value, index) =>
    value === null
      ? null
      : [
          INSET + index * step,
          HEIGHT - INSET - (value / top) * (HEIGHT - 2 * INSET),
        ],
  );
}

function pathOf(places: (Place | null)[]): string {
  return places
    .map((place, index) =>
      place
        ? `${places[index - 1] ? 'L' : 'M'}${place.map(part => part.toFixed(1)).join(' ')}`
        : '',
    )
    .join('');
}

/**
 * A series as a shape beside its figure. It says nothing that the figure and its trend do not, so it is hidden from who
 * can't see it.
 *
 * @public
 */
export function Sparkline({ series, worse }: SparklineProps) {
  const places = placesOf(series);
  const end = places.findLast(place => place !== null);
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden
    >
      <path d={pathOf(places)} />
      {end && worse ? (
        <rect x={end[0] - 2.5} y={end[1] - 2.5} width={5} height={5} />
      ) : null}
      {end && !worse ? <circle cx={end[0]} cy={end[1]} r={2.2} /> : null}
    </svg>
  );
}

import type { ReactNode } from 'react';
import type { BoxScale } from '../../model/boxScale';
import styles from './BoxPlot.module.css';

/** How the things of one group are spread. */
export interface Box {
  id: 'on' | 'off';
  name: string;
  /** Under the name: of how many. */
  n: ReactNode;
  /** The median as text, or what stands in its place. */
  value: ReactNode;
  /** Absent where there are too few. */
  quantiles?: {
    p10: number;
    p25: number;
    median: number;
    p75: number;
    p90: number;
  };
}

function Drawn({
  quantiles,
  scale,
}: {
  quantiles: Box['quantiles'];
  scale: BoxScale;
}) {
  if (!quantiles) return null;
  const { p10, p25, median, p75, p90 } = quantiles;
  const at = (value: number) => `${(scale.place(value) * 100).toFixed(2)}%`;
  const between = (from: number, to: number) => ({
    left: at(from),
    width: `${((scale.place(to) - scale.place(from)) * 100).toFixed(2)}%`,
  });
  return (
    <>
      <span className={styles.whole} style={between(p10, p90)} />
      <span className={styles.middle} style={between(p25, p75)} />
      <span className={styles.median} style={{ left: at(median) }} />
    </>
  );
}

/**
 * Groups one below the other on one axis: from p10 to p90 a line, from p25 to p75 a box, at the median a bar. It says
 * nothing that does not stand beside it as text, or in the same place as a table.
 */
export function BoxPlot({ boxes, scale }: { boxes: Box[]; scale: BoxScale }) {
  return (
    <div className={styles.plot}>
      {boxes.map(({ id, name, n, value, quantiles }) => (
        <div key={id} className={styles.row} data-group={id}>
          <div>
            <strong>{name}</strong>
            <div className={styles.n}>{n}</div>
          </div>
          <div className={styles.lane} aria-hidden>
            {scale.ticks.map(({ at }) => (
              <span
                key={at}
                className={styles.grid}
                style={{ left: `${(at * 100).toFixed(2)}%` }}
              />
            ))}
            <Drawn quantiles={quantiles} scale={scale} />
          </div>
          <div className={styles.value}>{value}</div>
        </div>
      ))}
      <div className={styles.row} aria-hidden>
        <div />
        <div className={styles.axis}>
          {scale.ticks.map(({ at, text }) => (
            <span key={at} style={{ left: `${(at * 100).toFixed(2)}%` }}>
              {text}
            </span>
          ))}
        </div>
        <div />
      </div>
    </div>
  );
}

import type { JSX } from 'react';
import styles from './Sign.module.css';

/**
 * What a sign can say. The first four are an entity's health, the last four the state of a step.
 *
 * @public
 */
export type SignKind =
  | 'healthy'
  | 'degraded'
  | 'unhealthy'
  | 'unknown'
  | 'running'
  | 'waiting'
  | 'done'
  | 'failed';

const ring = <circle cx="8" cy="8" r="6.25" />;

const check = (
  <g className={styles.good} strokeWidth="1.5" strokeLinecap="round">
    {ring}
    <path d="M5.2 8.3l1.9 1.9 3.7-4" strokeLinejoin="round" />
  </g>
);

const octagon = (
  <g className={styles.bad}>
    <path
      stroke="none"
      d="M5.1 1.2h5.8l3.9 3.9v5.8l-3.9 3.9H5.1l-3.9-3.9V5.1z"
    />
    <path
      fill="none"
      strokeWidth="1.6"
      strokeLinecap="round"
      d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6"
    />
  </g>
);

const triangle = (
  <g className={styles.warn}>
    <path
      stroke="none"
      d="M8 1.6c.4 0 .8.2 1 .6l5.6 10.2c.4.8-.1 1.8-1 1.8H2.4c-.9 0-1.4-1-1-1.8L7 2.2c.2-.4.6-.6 1-.6z"
    />
    <path
      fill="none"
      strokeWidth="1.6"
      strokeLinecap="round"
      d="M8 6v3.2M8 11.8v.1"
    />
  </g>
);

const question = (
  <g className={styles.unknown} strokeWidth="1.4" strokeLinecap="round">
    <circle cx="8" cy="8" r="6.25" strokeDasharray="2.4 2.5" />
    <path d="M6.4 6.5a1.6 1.6 0 1 1 2.3 1.4c-.5.3-.7.5-.7 1M8 11.2v.1" />
  </g>
);

const arc = (
  <g className={styles.running} strokeWidth="2" strokeLinecap="round">
    <circle cx="8" cy="8" r="6" opacity=".25" />
    <path d="M8 2a6 6 0 0 1 6 6" />
  </g>
);

const emptyRing = (
  <g className={styles.unknown} strokeWidth="1.4">
    {ring}
  </g>
);

const shapes: Record<SignKind, JSX.Element> = {
  healthy: check,
  done: check,
  degraded: triangle,
  unhealthy: octagon,
  failed: octagon,
  unknown: question,
  running: arc,
  waiting: emptyRing,
};

/** @public */
export interface SignProps {
  sign: SignKind;
  /** Read aloud in place of the shape; leave it out where the word stands beside the sign. */
  label?: string;
  /** Edge length in pixels; 16 unless told. */
  size?: number;
}

/**
 * A state as a shape: good is an outline, trouble is filled. It never stands without its word, see
 * {@link StatusLabel}, unless `label` says it.
 *
 * @public
 */
export function Sign({ sign, label, size = 16 }: SignProps) {
  const name = label
    ? ({ role: 'img', 'aria-label': label } as const)
    : ({ 'aria-hidden': true } as const);
  return (
    <svg
      className={styles.sign}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      data-sign={sign}
      {...name}
    >
      {shapes[sign]}
    </svg>
  );
}

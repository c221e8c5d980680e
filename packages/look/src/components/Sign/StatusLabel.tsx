import type { ReactNode } from 'react';
import { Sign, type SignKind } from './Sign';
import styles from './Sign.module.css';

const words: Record<SignKind, string> = {
  healthy: 'Healthy',
  degraded: 'Degraded',
  unhealthy: 'Unhealthy',
  unknown: 'Unknown',
  running: 'Running',
  waiting: 'Not started',
  done: 'Done',
  failed: 'Failed',
};

/** @public */
export interface StatusLabelProps {
  sign: SignKind;
  /** In place of the sign's own word, e.g. "Finished in 3 min 41 s". */
  word?: ReactNode;
  /** Said quietly behind the word, e.g. "since 14:20". */
  detail?: ReactNode;
}

/**
 * A sign with its word; the only way a state is shown.
 *
 * @public
 */
export function StatusLabel({ sign, word, detail }: StatusLabelProps) {
  return (
    <span className={styles.label} data-sign={sign}>
      <Sign sign={sign} />
      <span>{word ?? words[sign]}</span>
      {detail ? <span className={styles.detail}>{detail}</span> : null}
    </span>
  );
}

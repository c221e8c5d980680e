import type { ReactNode } from 'react';
import styles from './Nothing.module.css';

/** In the place of a table that would have no row. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className={styles.nothing}>{children}</p>;
}

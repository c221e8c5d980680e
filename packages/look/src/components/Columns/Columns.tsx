import type { ReactNode } from 'react';
import styles from './Columns.module.css';

/** @public */
export interface ColumnsProps {
  /** A main column beside one of 332 px, the other way round, or two halves. */
  layout: '2-1' | '1-2' | '1-1';
  /** {@link Column} elements. */
  children: ReactNode;
}

/**
 * Two columns that become one where there is no room.
 *
 * @public
 */
export function Columns({ layout, children }: ColumnsProps) {
  return (
    <div className={styles.columns} data-layout={layout}>
      {children}
    </div>
  );
}

/**
 * Panels, one below the other.
 *
 * @public
 */
export function Column({ children }: { children: ReactNode }) {
  return <div className={styles.column}>{children}</div>;
}

import type { ReactNode } from 'react';
import styles from './Rows.module.css';

/** @public */
export interface RowsProps {
  /** Where the order says something: steps, next things to do. */
  ordered?: boolean;
  /** 34 px rows in place of 40. */
  tight?: boolean;
  /** Names the list where no heading does. */
  label?: string;
  /** {@link Row} elements. */
  children: ReactNode;
}

/**
 * A list of things, one line each, from edge to edge of a flush {@link Panel}.
 *
 * @public
 */
export function Rows({ ordered, tight, label, children }: RowsProps) {
  const List = ordered ? 'ol' : 'ul';
  return (
    <List
      className={tight ? `${styles.rows} ${styles.tight}` : styles.rows}
      aria-label={label}
    >
      {children}
    </List>
  );
}

/** @public */
export interface RowProps {
  /** A sign or an icon. */
  start?: ReactNode;
  /** A second, quiet line. */
  detail?: ReactNode;
  /** Figures, a link or a button at the end. */
  end?: ReactNode;
  /** Marks the row that is being looked at. */
  current?: boolean;
  children: ReactNode;
}

/**
 * One row of {@link Rows}.
 *
 * @public
 */
export function Row({ start, detail, end, current, children }: RowProps) {
  return (
    <li
      className={detail ? `${styles.row} ${styles.top}` : styles.row}
      aria-current={current || undefined}
    >
      {start ? <span className={styles.start}>{start}</span> : null}
      <div className={styles.main}>
        <div>{children}</div>
        {detail ? <div className={styles.detail}>{detail}</div> : null}
      </div>
      {end ? <div className={styles.end}>{end}</div> : null}
    </li>
  );
}

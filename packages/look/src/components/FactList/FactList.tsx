import type { ReactNode } from 'react';
import styles from './FactList.module.css';

/** @public */
export interface FactListProps {
  /** All facts on one line, as under a page's title; else one below the other. */
  inline?: boolean;
  /** {@link Fact} elements. */
  children: ReactNode;
}

/**
 * Names and values, as a description list.
 *
 * @public
 */
export function FactList({ inline, children }: FactListProps) {
  return <dl className={inline ? styles.inline : styles.list}>{children}</dl>;
}

/** @public */
export interface FactProps {
  label: string;
  children: ReactNode;
}

/**
 * One fact of a {@link FactList}.
 *
 * @public
 */
export function Fact({ label, children }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

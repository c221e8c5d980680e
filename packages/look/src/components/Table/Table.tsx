import type { ComponentProps } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import styles from './Table.module.css';

/** @public */
export interface TableProps extends ComponentProps<'table'> {
  /** What stands in it, in which order; read aloud only. */
  caption: string;
  /** The rows answer another question: newer ones are on their way. */
  stale?: boolean;
  /** What becomes of a line that is too long: it runs on, ends in an ellipsis, or is broken. */
  long?: 'clip' | 'break';
}

/**
 * The look of a table; its head and its rows are the children. A cell with `data-figure` stands on the right, a head with
 * `aria-sort` is dark, `--fw-row` is the height of a row. All of it is easily overruled by a style sheet that knows the
 * columns.
 *
 * @public
 */
export function Table(props: TableProps) {
  const { caption, stale, long, className, children, ...others } = props;
  const classes = [
    styles.table,
    long && styles[long],
    stale && styles.stale,
    className,
  ];
  return (
    <table className={classes.filter(Boolean).join(' ')} {...others}>
      <caption>
        <VisuallyHidden>{caption}</VisuallyHidden>
      </caption>
      {children}
    </table>
  );
}

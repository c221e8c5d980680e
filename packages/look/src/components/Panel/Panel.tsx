import { useId, type ReactNode } from 'react';
import { Box } from '@backstage/ui';
import styles from './Panel.module.css';

/** @public */
export interface PanelProps {
  title: ReactNode;
  /** Quiet words and links at the end of the title's line. */
  end?: ReactNode;
  /** For rows, tables and tiles that reach from edge to edge. */
  flush?: boolean;
  /** Below the content, behind a hairline: a form's buttons, a table's foot. */
  footer?: ReactNode;
  children?: ReactNode;
}

/**
 * A card: a region named by its h2. It is a Box and not a Card of `@backstage/ui`, whose body scrolls,
 * clips focus rings and knows no heading; the Box still tells the components inside what they stand on.
 *
 * @public
 */
export function Panel({ title, end, flush, footer, children }: PanelProps) {
  const id = useId();
  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.panel}
      aria-labelledby={id}
    >
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {end ? <div className={styles.end}>{end}</div> : null}
      </div>
      <div className={flush ? styles.flush : styles.body}>{children}</div>
      {footer ? <div className={styles.footer}>{footer}</div> : null}
    </Box>
  );
}

import type { ReactNode } from 'react';
import styles from './ScrollArea.module.css';

/** @public */
export interface ScrollAreaProps {
  /** Names it for those who reach it by the keyboard. */
  label: string;
  /** Pixels; what is higher scrolls. */
  maxHeight?: number;
  /** How it takes part in the layout around it. */
  className?: string;
  children: ReactNode;
}

/**
 * What may be wider or higher than its place. It scrolls, so the keyboard must be able to reach it.
 *
 * @public
 */
export function ScrollArea(props: ScrollAreaProps) {
  const { label, maxHeight, className, children } = props;
  return (
    <div
      className={[styles.area, className].filter(Boolean).join(' ')}
      style={{ maxHeight }}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="group"
      aria-label={label}
    >
      {children}
    </div>
  );
}

import { forwardRef } from 'react';
import { Button } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import styles from './FilterMenu.module.css';

/** @public */
export interface FilterButtonProps {
  label: string;
  /** What it narrows down to; nothing while it is not set. */
  value?: string;
  /** It has a value always: that it has one is nothing to be told of. */
  always?: boolean;
}

/**
 * The button of a filter: its name and its value, edged where one is set. What it opens stands beside it in a trigger.
 *
 * @public
 */
export const FilterButton = forwardRef<HTMLButtonElement, FilterButtonProps>(
  ({ label, value, always }, ref) => (
    <Button
      ref={ref}
      variant="secondary"
      size="small"
      className={styles.trigger}
      data-set={(value !== undefined && !always) || undefined}
      iconEnd={<RiArrowDownSLine />}
    >
      <span className={value === undefined ? undefined : styles.label}>
        {label}
      </span>{' '}
      {value === undefined ? null : (
        <span className={styles.value}>{value}</span>
      )}
    </Button>
  ),
);
FilterButton.displayName = 'FilterButton';

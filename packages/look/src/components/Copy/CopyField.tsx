import { useId } from 'react';
import { CopyButton } from './CopyButton';
import styles from './Copy.module.css';

/** @public */
export interface CopyFieldProps {
  label: string;
  value: string;
}

/**
 * A value to take along: an address, an identifier.
 *
 * @public
 */
export function CopyField({ label, value }: CopyFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      <div className={styles.value} role="group" aria-labelledby={id}>
        <code>{value}</code>
        <CopyButton value={value} what={label.toLowerCase()} iconOnly />
      </div>
    </div>
  );
}

/** @public */
export interface CopyCommandProps {
  /** The command, without a prompt. */
  command: string;
}

/**
 * A command line to take along.
 *
 * @public
 */
export function CopyCommand({ command }: CopyCommandProps) {
  return (
    <div className={styles.value} role="group" aria-label="Command">
      <code>{command}</code>
      <CopyButton value={command} what="command" iconOnly />
    </div>
  );
}

import type { ReactNode } from 'react';
import { descriptionId } from '@rjsf/utils';
import { labelId } from './labelId';
import styles from './FieldFrame.module.css';

export interface FieldFrameProps {
  /** Id of the control inside. */
  id: string;
  label: string;
  /** Fields are required unless they say otherwise. */
  optional?: boolean;
  description?: ReactNode;
  /** At the end of the description's line: how much room is left. */
  count?: string;
  /** For a control that is several: radios, checkboxes. */
  group?: boolean;
  /** What stands below the help. */
  below?: ReactNode;
  children: ReactNode;
}

/** A field: label above, help below. What is wrong with it stands below the frame. */
export function FieldFrame(props: FieldFrameProps) {
  const { id, label, optional, description, count, group } = props;
  return (
    <div className={styles.frame}>
      <div className={styles.labelLine}>
        {group ? (
          <span id={labelId(id)} className={styles.label}>
            {label}
          </span>
        ) : (
          <label id={labelId(id)} htmlFor={id} className={styles.label}>
            {label}
          </label>
        )}
        {optional ? <span className={styles.optional}>optional</span> : null}
      </div>
      {props.children}
      {description || count ? (
        <div className={styles.help}>
          <span id={descriptionId(id)}>{description}</span>
          {count ? <span className={styles.count}>{count}</span> : null}
        </div>
      ) : null}
      {props.below}
    </div>
  );
}

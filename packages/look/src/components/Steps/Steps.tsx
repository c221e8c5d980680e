import { VisuallyHidden } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import styles from './Steps.module.css';

/** @public */
export interface StepsProps {
  /** The steps' names, in order. */
  steps: string[];
  /** Index of the step that is open; those before it are done. */
  current: number;
}

/**
 * Where one stands in a form of several pages.
 *
 * @public
 */
export function Steps({ steps, current }: StepsProps) {
  return (
    <ol className={styles.steps} aria-label="Steps">
      {steps.map((step, index) => (
        <li
          key={step}
          className={index < current ? styles.done : undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className={styles.number}>
            {index < current ? (
              <RiCheckLine size={14} aria-hidden />
            ) : (
              index + 1
            )}
          </span>
          {step}
          {index < current && <VisuallyHidden>, done</VisuallyHidden>}
        </li>
      ))}
    </ol>
  );
}

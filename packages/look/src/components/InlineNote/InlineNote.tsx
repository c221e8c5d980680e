import type { ReactNode } from 'react';
import { Sign, type SignKind } from '../Sign';
import styles from './InlineNote.module.css';

/** @public */
export interface InlineNoteProps {
  tone: 'info' | 'success' | 'warning' | 'danger';
  /** The shape in front; each tone has its own. */
  sign?: SignKind;
  title: ReactNode;
  children?: ReactNode;
  /** A button at the end. */
  action?: ReactNode;
}

const signs: Record<InlineNoteProps['tone'], SignKind> = {
  info: 'unknown',
  success: 'done',
  warning: 'degraded',
  danger: 'failed',
};

/**
 * One line for what the rest of the page should not hide: a source that is away, a refusal.
 *
 * @public
 */
export function InlineNote(props: InlineNoteProps) {
  const { tone, sign = signs[tone], title, children, action } = props;
  return (
    <div
      className={styles.note}
      data-tone={tone}
      role={tone === 'danger' ? 'alert' : 'status'}
    >
      <span className={styles.sign}>
        <Sign sign={sign} />
      </span>
      <div className={styles.text}>
        <strong>{title}</strong> {children}
      </div>
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}

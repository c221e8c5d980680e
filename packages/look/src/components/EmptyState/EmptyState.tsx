import type { ReactNode } from 'react';
import { Button } from '@backstage/ui';
import {
  RiErrorWarningLine,
  RiHourglassLine,
  RiLockLine,
  RiPlugLine,
  RiRefreshLine,
} from '@remixicon/react';
import { CopyButton } from '../Copy';
import styles from './EmptyState.module.css';

interface CommonProps {
  /** What is so, in a few words: "No production deployment yet". */
  title: string;
  /** Why, and what it does not mean. */
  children?: ReactNode;
  /** Buttons and links: what to do about it. */
  action?: ReactNode;
  /** 3 inside a {@link Panel}, 2 where it stands for the page. */
  headingLevel?: 2 | 3;
}

/** @public */
export type EmptyStateProps =
  | (CommonProps & {
      variant: 'notConfigured';
      /** The lines that are missing, as they would be written. */
      missing?: string;
    })
  | (CommonProps & { variant: 'noData' })
  | (CommonProps & { variant: 'noPermission' })
  | (CommonProps & {
      variant: 'error';
      onRetry?: () => void;
      /** True while the retry is under way. */
      retrying?: boolean;
      /** The answer's status, e.g. 503. */
      status?: number;
      requestId?: string;
      /** What the machine said, for who is asked for help; copied, not shown. */
      details?: string;
    });

const icons = {
  notConfigured: RiPlugLine,
  noData: RiHourglassLine,
  noPermission: RiLockLine,
  error: RiErrorWarningLine,
};

function retryControls(props: Extract<EmptyStateProps, { variant: 'error' }>) {
  const { onRetry, retrying, status, requestId, details } = props;
  const reference = [
    status && String(status),
    requestId && `request ${requestId}`,
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      {onRetry ? (
        <Button
          variant="secondary"
          size="small"
          iconStart={<RiRefreshLine />}
          isPending={retrying}
          onPress={onRetry}
        >
          Try now
        </Button>
      ) : null}
      {details ? <CopyButton value={details} what="details" /> : null}
      {reference ? <code className={styles.reference}>{reference}</code> : null}
    </>
  );
}

/**
 * What stands in the place of data when there is none, in four kinds that are never mixed up:
 * not configured, no data yet, no permission, and an error that can be tried again.
 *
 * @public
 */
export function EmptyState(props: EmptyStateProps) {
  const { variant, title, children, action, headingLevel = 3 } = props;
  const Icon = icons[variant];
  const Heading = `h${headingLevel}` as const;
  const missing = variant === 'notConfigured' ? props.missing : undefined;
  return (
    <div
      className={styles.state}
      data-variant={variant}
      role={variant === 'error' ? 'alert' : undefined}
    >
      <Icon size={20} className={styles.icon} aria-hidden />
      <div className={styles.content}>
        <Heading className={styles.title}>{title}</Heading>
        {children ? <div className={styles.text}>{children}</div> : null}
        <div className={styles.actions}>
          {action}
          {variant === 'error' ? retryControls(props) : null}
        </div>
        {missing ? (
          // Scrolls sideways, so the keyboard must be able to reach it.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <pre className={styles.missing} tabIndex={0} aria-label="To be added">
            {missing}
          </pre>
        ) : null}
      </div>
    </div>
  );
}

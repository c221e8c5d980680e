import { ButtonLink, Link } from '@backstage/ui';
import { Row, Rows, safeUrl, Sign } from '@fairway/look';
import { RiArrowRightLine } from '@remixicon/react';
import type { HealthReason, HealthStatus } from '@fairway/plugin-health-common';
import { healthFacts } from '../../model/healthWords';
import styles from './HealthReasons.module.css';

const words: Record<HealthStatus, string> = {
  healthy: 'Healthy',
  degraded: 'Degraded',
  unhealthy: 'Unhealthy',
  unknown: 'Unknown',
};

function Act({ reason }: { reason: HealthReason }) {
  const href = safeUrl(reason.link?.url);
  if (!reason.link || !href) return null;
  const away = href.startsWith('/')
    ? {}
    : { target: '_blank', rel: 'noopener noreferrer' };
  const trouble = reason.status === 'unhealthy' || reason.status === 'degraded';
  return trouble ? (
    <ButtonLink
      variant="secondary"
      size="small"
      href={href}
      iconEnd={<RiArrowRightLine />}
      {...away}
    >
      {reason.link.title}
    </ButtonLink>
  ) : (
    <Link href={href} {...away}>
      {reason.link.title}
    </Link>
  );
}

/** @public */
export interface HealthReasonsProps {
  /** Worst first. */
  reasons: HealthReason[];
  now: Date;
  label?: string;
}

/**
 * Why an entity's health is what it is, one source per row, each with the way to do something about it.
 *
 * @public
 */
export function HealthReasons({ reasons, now, label }: HealthReasonsProps) {
  return (
    <Rows label={label}>
      {reasons.map(reason => (
        <Row
          key={[reason.source, reason.environment, reason.text].join(' ')}
          start={<Sign sign={reason.status} label={words[reason.status]} />}
          detail={healthFacts(reason, now)}
          end={<Act reason={reason} />}
        >
          <span className={styles.text} data-status={reason.status}>
            {reason.text}
          </span>
        </Row>
      ))}
    </Rows>
  );
}

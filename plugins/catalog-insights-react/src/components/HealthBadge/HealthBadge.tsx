import { StatusLabel } from '@fairway/look';
import type { HealthStatus } from '@fairway/plugin-health-common';
import styles from './HealthBadge.module.css';

/** @public */
export interface HealthBadgeProps {
  /** Left out where nothing looks after the entity's health. */
  health?: {
    status: HealthStatus;
    since: string;
    text?: string;
    stale: boolean;
  };
  /** Said quietly behind the word. */
  detail?: string;
}

/**
 * An entity's health as sign and word; why is in its tooltip.
 *
 * @public
 */
export function HealthBadge({ health, detail }: HealthBadgeProps) {
  const words = health
    ? [health.text, health.stale ? 'No longer up to date.' : undefined]
    : ['Nothing is known of its health.'];
  return (
    <span
      className={styles.badge}
      title={words.filter(Boolean).join(' ') || undefined}
    >
      <StatusLabel
        sign={health?.status ?? 'unknown'}
        detail={health?.stale ? (detail ?? 'out of date') : detail}
      />
    </span>
  );
}

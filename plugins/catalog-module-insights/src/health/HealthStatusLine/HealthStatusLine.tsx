import { Skeleton } from '@backstage/ui';
import { formatMoment } from '@fairway/look';
import { HealthBadge } from '@fairway/plugin-catalog-insights-react';
import { useEntityHealth } from '../EntityHealth';

/** Beside the title: the entity's health, and since when. Nothing where it could not be told: the card says why. */
export function HealthStatusLine() {
  const health = useEntityHealth();
  if (!health || health.state.status === 'failed') return null;
  if (health.state.status === 'loading') {
    return <Skeleton width={152} height={12} aria-hidden />;
  }
  const { status, since, stale, reasons } = health.state.value;
  return (
    <HealthBadge
      health={{ status, since, stale, text: reasons[0]?.text }}
      detail={reasons.length ? `since ${formatMoment(since)}` : ''}
    />
  );
}

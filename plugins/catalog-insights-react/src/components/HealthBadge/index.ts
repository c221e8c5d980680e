export { HealthBadge, type HealthBadgeProps } from './HealthBadge';

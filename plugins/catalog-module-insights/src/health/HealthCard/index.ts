export { HealthCard, HealthNow } from './HealthCard';
export { ReasonsSkeleton } from './ReasonsSkeleton';

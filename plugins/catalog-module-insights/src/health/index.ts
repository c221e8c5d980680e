export { EntityHealthProvider } from './EntityHealth';
export { HealthStatusLine } from './HealthStatusLine';
export { hasHealth } from './hasHealth';

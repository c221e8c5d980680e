export { HealthStatusLine } from './HealthStatusLine';

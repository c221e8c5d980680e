export { HealthReasons, type HealthReasonsProps } from './HealthReasons';

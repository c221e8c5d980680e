export * from './HealthBadge';
export * from './HealthReasons';
export * from './LoadFailure';

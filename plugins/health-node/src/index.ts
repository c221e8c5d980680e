/**
 * What a module needs to be a source of health.
 *
 * @packageDocumentation
 */
export * from './extensions';
export * from './HealthProvider';
export * from './inParallel';
export * from './readPositiveDuration';

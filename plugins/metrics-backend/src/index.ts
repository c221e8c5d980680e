/**
 * Gathers delivery facts, makes the five delivery metrics of them, and serves them with their evidence.
 *
 * @packageDocumentation
 */
export { metricsPlugin as default } from './plugin';

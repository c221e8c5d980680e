/**
 * Delivery metrics in the browser: the API, hooks, and the parts that pages show them with.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './components';
export * from './hooks';
export * from './model';
export { metricsPlugin as default } from './plugin';

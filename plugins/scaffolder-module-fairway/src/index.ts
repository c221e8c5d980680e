/**
 * Create Service and Runs: Fairway's pages on the scaffolder.
 *
 * @packageDocumentation
 */
export { default } from './module';
export { createServiceApiRef } from './api';

/**
 * Health by what was delivered: last deployments, last CI runs, open incidents and alerts.
 *
 * @packageDocumentation
 */
export { healthModuleDelivery as default } from './module';

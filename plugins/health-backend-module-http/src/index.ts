/**
 * Health by asking each environment's address.
 *
 * @packageDocumentation
 */
export { healthModuleHttp as default } from './module';

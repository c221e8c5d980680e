/**
 * What a module needs to be a source of delivery facts.
 *
 * @packageDocumentation
 */
export * from './DeliveryStateClient';
export * from './extensions';
export * from './facts';
export * from './readJson';
export * from './secrets';
export * from './source';

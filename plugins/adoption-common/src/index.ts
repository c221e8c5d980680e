/**
 * Questions, answers and permissions that the parts of the adoption plugin share.
 *
 * @packageDocumentation
 */
export * from './creations';
export * from './delivery';
export * from './figures';
export * from './permissions';
export * from './questions';
export * from './rows';
export * from './services';
export * from './stages';

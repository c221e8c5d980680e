/**
 * Types, permissions and the rules' constants that the parts of the metrics plugin share.
 *
 * @packageDocumentation
 */
export * from './answers';
export * from './history';
export * from './metrics';
export * from './permissions';
export * from './rules';
export * from './state';

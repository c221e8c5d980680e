/**
 * Types of the health plugin's answers, and how statuses compare.
 *
 * @packageDocumentation
 */
export * from './answers';
export * from './status';

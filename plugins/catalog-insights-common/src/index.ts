/**
 * What the catalog's list asks for and answers.
 *
 * @packageDocumentation
 */
export * from './answers';
export * from './query';
export * from './rows';
export * from './toListedCells';

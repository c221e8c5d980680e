/**
 * What the pages of the catalog and the home page share: the clients of the list and of health, and how health is
 * shown.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './components';
export * from './hooks';
export * from './model';

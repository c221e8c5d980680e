/**
 * Fairway's look: the theme of `@backstage/ui` and the small components that its pages are made of.
 *
 * @packageDocumentation
 */
export * from './components';
export * from './format';
export * from './hooks';

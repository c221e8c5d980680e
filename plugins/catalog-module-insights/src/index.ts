/**
 * The catalog page, the page of an entity and its cards, as Fairway shows them.
 *
 * @packageDocumentation
 */
export { catalogModuleInsights as default } from './module';

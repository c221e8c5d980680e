/**
 * The catalog's list, with health and delivery in columns that it sorts and filters by.
 *
 * @packageDocumentation
 */
export { catalogModuleInsights as default } from './module';

/**
 * The catalog page, the page of an entity and its cards, as Fairway shows them.
 *
 * @packageDocumentation
 */
export {
  apiDocsModuleInsights,
  catalogModuleInsights as default,
} from './module';
export { firstQuestion } from './firstQuestion';

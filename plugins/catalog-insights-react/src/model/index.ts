export { describeFailure } from './describeFailure';
export {
  listEntityLinks,
  type EntityLink,
  type LinkTarget,
} from './entityLinks';
export { entityPath } from './entityPath';
export { healthFacts, healthOrder } from './healthWords';

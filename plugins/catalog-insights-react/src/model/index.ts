export { describeFailure } from './describeFailure';
export {
  listEntityLinks,
  type EntityLink,
  type LinkTarget,
} from './entityLinks';
export { entityPath } from './entityPath';
export { type LinkPatterns } from './linkPatterns';
export { healthFacts, healthOrder } from './healthWords';

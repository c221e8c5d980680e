export { Tier } from './Tier';

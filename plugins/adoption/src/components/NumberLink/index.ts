export { NumberLink } from './NumberLink';

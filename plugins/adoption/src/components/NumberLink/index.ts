export { BeforeNumber } from './BeforeNumber';
export { NumberLink } from './NumberLink';

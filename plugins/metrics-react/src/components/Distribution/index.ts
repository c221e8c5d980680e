export { describeSpread, Spread, type SpreadProps } from './Spread';

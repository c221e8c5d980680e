export { TrendMark, TrendSign, type TrendMarkProps } from './TrendMark';

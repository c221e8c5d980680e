export { TrendMark, type TrendMarkProps } from './TrendMark';

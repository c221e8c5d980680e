export { FigureCell } from './FigureCell';

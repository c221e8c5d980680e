export { BoxPlot, type Box } from './BoxPlot';

export { Sign, type SignKind, type SignProps } from './Sign';
export { StatusLabel, type StatusLabelProps } from './StatusLabel';

export { ServicesPanel } from './ServicesPanel';
export { SpreadPanel } from './SpreadPanel';

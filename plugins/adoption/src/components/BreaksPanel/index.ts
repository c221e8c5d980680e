export { BreaksPanel } from './BreaksPanel';

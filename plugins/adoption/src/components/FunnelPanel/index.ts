export { FunnelPanel } from './FunnelPanel';

export { FirstDeployPanel } from './FirstDeployPanel';

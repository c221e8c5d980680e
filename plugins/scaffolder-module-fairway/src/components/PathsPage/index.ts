export { PathsPage } from './PathsPage';

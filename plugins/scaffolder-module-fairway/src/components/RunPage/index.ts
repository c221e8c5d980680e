export { RunPage, type OutputsRegistration } from './RunPage';

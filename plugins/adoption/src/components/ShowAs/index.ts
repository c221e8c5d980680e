export { ShowAs } from './ShowAs';

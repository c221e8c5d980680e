export { Attention } from './Attention';

export { Creations } from './Creations';

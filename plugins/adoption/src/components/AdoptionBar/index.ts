export { AdoptionBar } from './AdoptionBar';

export { NavContent } from './NavContent';

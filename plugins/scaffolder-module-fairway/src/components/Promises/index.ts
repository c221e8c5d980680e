export { PromiseIcon, Promises } from './Promises';

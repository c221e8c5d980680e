export { Secret, SECRET_PLACEHOLDER } from './Secret';

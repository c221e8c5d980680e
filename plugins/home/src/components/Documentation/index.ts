export { Documentation, type DocumentationPage } from './Documentation';

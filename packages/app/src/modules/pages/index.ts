export { pagesModule } from './pagesModule';

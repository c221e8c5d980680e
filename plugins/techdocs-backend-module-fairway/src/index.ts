export { techdocsModuleFairway as default } from './module';

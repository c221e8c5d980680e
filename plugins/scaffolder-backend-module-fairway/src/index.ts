export { scaffolderModuleFairway as default } from './module';

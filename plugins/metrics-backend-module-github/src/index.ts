export { metricsModuleGithub as default } from './module';

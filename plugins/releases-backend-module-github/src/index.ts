export { releasesModuleGithub as default } from './module';

export { EnvironmentRelease } from './EnvironmentRelease';

export { metricsModuleCdevents as default } from './module';

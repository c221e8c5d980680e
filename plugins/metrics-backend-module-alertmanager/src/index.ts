export { metricsModuleAlertmanager as default } from './module';

/**
 * Health by what runs in Kubernetes.
 *
 * @packageDocumentation
 */
export { healthModuleKubernetes as default } from './module';

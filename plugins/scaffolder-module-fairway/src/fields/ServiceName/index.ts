export { ServiceName } from './ServiceName';
export { validateServiceName } from './validateServiceName';

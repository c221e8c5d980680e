export { creationsAnswer } from './creationsAnswer';
export { deliveryAnswer } from './deliveryAnswer';
export { answered, duration, nodeService, share } from './figures';
export { servicesAnswer } from './servicesAnswer';

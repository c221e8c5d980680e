export { DeliveryBar } from './DeliveryBar';

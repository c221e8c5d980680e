export { SystemPicker } from './SystemPicker';

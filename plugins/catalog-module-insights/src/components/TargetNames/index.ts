export { TargetNames } from './TargetNames';

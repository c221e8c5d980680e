export { FieldFrame, type FieldFrameProps } from './FieldFrame';
export { labelId } from './labelId';

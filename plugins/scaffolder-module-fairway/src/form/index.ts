export { FieldFrame, labelId } from './FieldFrame';
export { RadioCards, type RadioCard } from './RadioCards';
export { PathForm, type PathFormHandle } from './PathForm';

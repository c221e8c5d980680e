export { CheckboxWidget } from './CheckboxWidget';
export { CheckboxesWidget } from './CheckboxesWidget';
export { RadioWidget } from './RadioWidget';
export { SelectWidget } from './SelectWidget';
export { TextareaWidget } from './TextareaWidget';

export { ArrayFieldTemplate } from './ArrayFieldTemplate';
export { BaseInputTemplate } from './BaseInputTemplate';
export { FieldTemplate } from './FieldTemplate';
export { ObjectFieldTemplate } from './ObjectFieldTemplate';

export { CopyButton, type CopyButtonProps } from './CopyButton';
export {
  CopyCommand,
  CopyField,
  type CopyCommandProps,
  type CopyFieldProps,
} from './CopyField';

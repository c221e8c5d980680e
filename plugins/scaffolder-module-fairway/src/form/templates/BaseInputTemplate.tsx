import { NumberField, PasswordField, TextField } from '@backstage/ui';
import {
  ariaDescribedByIds,
  getInputProps,
  type BaseInputTemplateProps,
} from '@rjsf/utils';
import { labelId } from '../FieldFrame';

/** Every one-line input: text, address, date, number, password. */
export function BaseInputTemplate(props: BaseInputTemplateProps) {
  const { id, value, schema, options, type, rawErrors, onChange } = props;
  const common = {
    id,
    size: 'small' as const,
    placeholder: props.placeholder,
    autoFocus: props.autofocus,
    isRequired: props.required,
    isDisabled: props.disabled,
    isReadOnly: props.readonly,
    isInvalid: Boolean(rawErrors?.length),
    validationBehavior: 'aria' as const,
    'aria-labelledby': labelId(id),
    'aria-describedby': ariaDescribedByIds(id),
    onBlur: () => props.onBlur(id, value),
    onFocus: () => props.onFocus(id, value),
  };
  if (schema.type === 'number' || schema.type === 'integer') {
    return (
      <NumberField
        {...common}
        value={typeof value === 'number' ? value : NaN}
        step={schema.multipleOf ?? (schema.type === 'integer' ? 1 : undefined)}
        onChange={next =>
          onChange(Number.isNaN(next) ? options.emptyValue : next)
        }
      />
    );
  }
  const onText = (text: string) =>
    onChange(text === '' ? options.emptyValue : text);
  if (type === 'password') {
    return <PasswordField {...common} value={value ?? ''} onChange={onText} />;
  }
  const input = getInputProps(schema, type, options);
  return (
    <TextField
      {...common}
      type={input.type as 'text'}
      value={value ?? ''}
      autoComplete="off"
      onChange={onText}
    />
  );
}

import { TextAreaField } from '@backstage/ui';
import { ariaDescribedByIds, type WidgetProps } from '@rjsf/utils';
import { labelId } from '../FieldFrame';

/** Text of several lines. */
export function TextareaWidget(props: WidgetProps) {
  const { id, value, options, onChange } = props;
  return (
    <TextAreaField
      id={id}
      size="small"
      rows={typeof options.rows === 'number' ? options.rows : 4}
      value={value ?? ''}
      placeholder={props.placeholder}
      isRequired={props.required}
      isDisabled={props.disabled}
      isReadOnly={props.readonly}
      isInvalid={Boolean(props.rawErrors?.length)}
      validationBehavior="aria"
      aria-labelledby={labelId(id)}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={text => onChange(text === '' ? options.emptyValue : text)}
    />
  );
}

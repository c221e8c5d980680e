import { Checkbox, CheckboxGroup } from '@backstage/ui';
import {
  ariaDescribedByIds,
  enumOptionsIndexForValue,
  enumOptionsValueForIndex,
  type WidgetProps,
} from '@rjsf/utils';
import { labelId } from '../FieldFrame';

/** Some of a few. */
export function CheckboxesWidget(props: WidgetProps) {
  const { id, value, options, onChange } = props;
  const enumOptions = options.enumOptions ?? [];
  const selected = enumOptionsIndexForValue(value ?? [], enumOptions, true);
  return (
    <CheckboxGroup
      aria-labelledby={labelId(id)}
      aria-describedby={ariaDescribedByIds(id)}
      value={Array.isArray(selected) ? selected : []}
      isDisabled={props.disabled || props.readonly}
      isInvalid={Boolean(props.rawErrors?.length)}
      validationBehavior="aria"
      onChange={indexes =>
        onChange(enumOptionsValueForIndex(indexes, enumOptions, []))
      }
    >
      {enumOptions.map(({ label }, index) => (
        <Checkbox key={label} value={String(index)}>
          {label}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

import { Select } from '@backstage/ui';
import {
  ariaDescribedByIds,
  enumOptionsIndexForValue,
  enumOptionsValueForIndex,
  type WidgetProps,
} from '@rjsf/utils';
import { labelId } from '../FieldFrame';

const NONE = 'none';
/** From so many options on, one can search among them. */
const SEARCH_FROM = 12;

/** One, or some, of a list. Options go by their place in it, since their values need not be text. */
export function SelectWidget(props: WidgetProps) {
  const { id, value, options, multiple, required, onChange } = props;
  const enumOptions = options.enumOptions ?? [];
  const choices = enumOptions.map(({ label }, index) => ({
    id: String(index),
    label,
  }));
  const common = {
    id,
    size: 'small' as const,
    isRequired: required,
    isDisabled: props.disabled || props.readonly,
    isInvalid: Boolean(props.rawErrors?.length),
    validationBehavior: 'aria' as const,
    'aria-labelledby': labelId(id),
    'aria-describedby': ariaDescribedByIds(id),
    search: choices.length >= SEARCH_FROM ? (true as const) : undefined,
  };
  const selected = enumOptionsIndexForValue(value, enumOptions, multiple);
  const take = (index: unknown) =>
    onChange(
      enumOptionsValueForIndex(
        index as string,
        enumOptions,
        options.emptyValue,
      ),
    );

  if (multiple) {
    return (
      <Select
        {...common}
        selectionMode="multiple"
        options={choices}
        value={Array.isArray(selected) ? selected : []}
        onChange={take}
      />
    );
  }
  return (
    <Select
      {...common}
      options={required ? choices : [{ id: NONE, label: 'None' }, ...choices]}
      value={typeof selected === 'string' ? selected : null}
      placeholder={props.placeholder || (required ? 'Choose one' : 'None')}
      onChange={key =>
        key === NONE ? onChange(options.emptyValue) : take(key)
      }
    />
  );
}

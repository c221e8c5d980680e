import {
  ariaDescribedByIds,
  enumOptionsIndexForValue,
  enumOptionsValueForIndex,
  type WidgetProps,
} from '@rjsf/utils';
import { RadioCards } from '../RadioCards';

/** One of a few; `ui:options.descriptions` says by value what each means. */
export function RadioWidget(props: WidgetProps) {
  const { id, value, options, onChange } = props;
  const enumOptions = options.enumOptions ?? [];
  const descriptions = options.descriptions as
    Record<string, string> | undefined;
  const selected = enumOptionsIndexForValue(value, enumOptions);
  return (
    <RadioCards
      id={id}
      cards={enumOptions.map((option, index) => ({
        key: String(index),
        title: option.label,
        description: descriptions?.[String(option.value)],
      }))}
      selected={typeof selected === 'string' ? selected : undefined}
      required={props.required}
      disabled={props.disabled || props.readonly}
      describedBy={ariaDescribedByIds(id)}
      onSelect={key =>
        onChange(enumOptionsValueForIndex(key, enumOptions, undefined))
      }
    />
  );
}

import { descriptionId, errorId } from '@rjsf/utils';
import { FieldFrame } from '../../form/FieldFrame';
import { RadioCards } from '../../form/RadioCards';
import { fieldWords, type TextFieldProps } from '../fieldSchema';
import { tierMeanings } from './tierMeanings';

/** How much depends on the service; `ui:options.descriptions` says by tier what the path makes of it. */
export function Tier(props: TextFieldProps) {
  const { idSchema, formData, schema, uiSchema, onChange } = props;
  const id = idSchema.$id;
  const { label, description } = fieldWords(props, { label: 'Tier' });
  const own = uiSchema['ui:options']?.descriptions;
  const tiers = (schema.enum as string[] | undefined) ?? ['1', '2', '3'];
  return (
    <FieldFrame
      id={id}
      label={label}
      optional={!props.required && schema.default === undefined}
      description={description}
      group
    >
      <RadioCards
        id={id}
        cards={tiers.map(tier => ({
          key: tier,
          title: `Tier ${tier}`,
          description: own?.[tier] ?? tierMeanings[tier],
        }))}
        selected={formData}
        required={props.required}
        disabled={props.disabled || props.readonly}
        describedBy={`${errorId(id)} ${descriptionId(id)}`}
        onSelect={onChange}
      />
    </FieldFrame>
  );
}

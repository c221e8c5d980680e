import { Checkbox } from '@backstage/ui';
import {
  descriptionId,
  errorId,
  schemaRequiresTrueValue,
  type WidgetProps,
} from '@rjsf/utils';
import styles from './widgets.module.css';

/** Yes or no. The label stands beside the box, so no frame is drawn around it. */
export function CheckboxWidget(props: WidgetProps) {
  const { id, value, label, schema, options, onChange } = props;
  const description = options.description ?? schema.description;
  return (
    <div>
      <Checkbox
        id={id}
        isSelected={value === true}
        isRequired={schemaRequiresTrueValue(schema)}
        isDisabled={props.disabled || props.readonly}
        isInvalid={Boolean(props.rawErrors?.length)}
        validationBehavior="aria"
        aria-describedby={`${descriptionId(id)} ${errorId(id)}`}
        onChange={onChange}
      >
        {label}
      </Checkbox>
      {description ? (
        <p id={descriptionId(id)} className={styles.description}>
          {description}
        </p>
      ) : null}
    </div>
  );
}

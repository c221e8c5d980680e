import { PasswordField } from '@backstage/ui';
import { useTemplateSecrets } from '@backstage/plugin-scaffolder-react';
import { descriptionId, errorId } from '@rjsf/utils';
import { FieldFrame, labelId } from '../../form/FieldFrame';
import { fieldWords, type TextFieldProps } from '../fieldSchema';

/** Stands in the form for what was typed; the secret itself travels apart and is never kept. */
export const SECRET_PLACEHOLDER = '********';

/** A secret: it goes to the run alone, and neither into its parameters nor into the browser's storage. */
export function Secret(props: TextFieldProps) {
  const { idSchema, name, rawErrors, onChange, required } = props;
  const id = idSchema.$id;
  const { secrets, setSecrets } = useTemplateSecrets();
  const { label, description } = fieldWords(props, { label: name });
  return (
    <FieldFrame
      id={id}
      label={label}
      optional={!required}
      description={description}
    >
      <PasswordField
        id={id}
        size="small"
        value={secrets[name] ?? ''}
        autoComplete="off"
        isRequired={required}
        isDisabled={props.disabled}
        isInvalid={Boolean(rawErrors?.length)}
        validationBehavior="aria"
        aria-labelledby={labelId(id)}
        aria-describedby={`${errorId(id)} ${descriptionId(id)}`}
        onChange={text => {
          setSecrets({ [name]: text });
          onChange(text === '' ? undefined : SECRET_PLACEHOLDER);
        }}
      />
    </FieldFrame>
  );
}

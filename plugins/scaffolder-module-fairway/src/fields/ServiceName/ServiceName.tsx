import { useState } from 'react';
import { TextField } from '@backstage/ui';
import { descriptionId, errorId } from '@rjsf/utils';
import { Sign } from '@fairway/look';
import { FieldFrame, labelId } from '../../form/FieldFrame';
import { fieldWords, type TextFieldProps } from '../fieldSchema';
import { NameMessage } from './NameMessage';
import { nameLook } from './nameLook';
import { useNameCheck } from './useNameCheck';
import styles from './ServiceName.module.css';

/** The name of a service: its rule and whether it is free, told as one types. */
export function ServiceName(props: TextFieldProps) {
  const { idSchema, formData: name = '', rawErrors = [], onChange } = props;
  const id = idSchema.$id;
  const { label, description } = fieldWords(props, {
    label: 'Name',
    description:
      'Names the repository, the component and the service’s address. It can’t be changed later.',
  });
  const [left, setLeft] = useState(false);
  const check = useNameCheck(name);
  const known = nameLook(name, check, left);
  // The server can know better than the check that ran while one typed.
  const look =
    known.tone === 'good' && rawErrors.length > 0
      ? { ...known, sign: 'failed' as const, word: 'refused' }
      : known;
  const refused = look.tone === 'bad' || rawErrors.length > 0;
  const checksId = `${id}__checks`;

  return (
    <FieldFrame
      id={id}
      label={label}
      optional={!props.required}
      description={description}
      below={
        <>
          <NameMessage
            id={errorId(id)}
            name={name}
            check={check}
            refused={look.tone === 'bad'}
            errors={rawErrors}
            onTake={onChange}
          />
          <ul id={checksId} className={styles.checks}>
            {look.clauses.map(({ text, sign, word }) => (
              <li key={text}>
                <Sign sign={sign} size={14} label={`${word}:`} />
                {text}
              </li>
            ))}
          </ul>
        </>
      }
    >
      <div className={styles.input}>
        <TextField
          id={id}
          size="small"
          value={name}
          autoComplete="off"
          spellCheck="false"
          // Only where the template asks for it: the page is opened to fill this in.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={props.autofocus}
          isRequired={props.required}
          isDisabled={props.disabled}
          isReadOnly={props.readonly}
          isInvalid={refused}
          validationBehavior="aria"
          aria-labelledby={labelId(id)}
          aria-describedby={`${errorId(id)} ${descriptionId(id)} ${checksId}`}
          onFocus={() => setLeft(false)}
          onBlur={() => setLeft(name !== '')}
          onChange={text => onChange(text === '' ? undefined : text)}
        />
        <span className={styles.look} data-tone={look.tone} aria-hidden>
          {look.sign ? <Sign sign={look.sign} /> : null}
          {look.word}
        </span>
      </div>
    </FieldFrame>
  );
}

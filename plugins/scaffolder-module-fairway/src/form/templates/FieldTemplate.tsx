import { errorId, getUiOptions, type FieldTemplateProps } from '@rjsf/utils';
import { RiErrorWarningFill } from '@remixicon/react';
import { FieldFrame } from '../FieldFrame';
import styles from './templates.module.css';

/** Fields that say themselves what is wrong with them, in words of their own. */
export const SELF_EXPLAINING_FIELDS = new Set(['ServiceName']);

function roomLeft({ schema, formData }: FieldTemplateProps) {
  if (schema.type !== 'string' || !schema.maxLength) return undefined;
  return `${String(formData ?? '').length} of ${schema.maxLength}`;
}

function isGroup(props: FieldTemplateProps): boolean {
  const { widget } = getUiOptions(props.uiSchema);
  return widget === 'radio' || widget === 'checkboxes';
}

/** A field of a template: framed, unless it draws its own label, and below it what is wrong. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { id, hidden, displayLabel, label, required, rawErrors, uiSchema } =
    props;
  if (hidden) return <div hidden>{props.children}</div>;

  const { field, readonly } = getUiOptions(uiSchema);
  const errors = SELF_EXPLAINING_FIELDS.has(String(field))
    ? []
    : [...new Set(rawErrors ?? [])];
  return (
    <div className={styles.field} data-field={id}>
      {displayLabel ? (
        <FieldFrame
          id={id}
          label={label}
          optional={
            !required && !readonly && props.schema.default === undefined
          }
          description={props.rawDescription}
          count={roomLeft(props)}
          group={isGroup(props)}
        >
          {props.children}
        </FieldFrame>
      ) : (
        props.children
      )}
      {errors.length > 0 ? (
        <p id={errorId(id)} className={styles.error}>
          <RiErrorWarningFill size={14} aria-hidden />
          {errors.join(' ')}
        </p>
      ) : null}
    </div>
  );
}

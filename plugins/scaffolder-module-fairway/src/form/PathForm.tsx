import {
  useImperativeHandle,
  useRef,
  useState,
  type ForwardedRef,
  type ReactNode,
  forwardRef,
} from 'react';
import Form from '@rjsf/core';
import validator from '@rjsf/validator-ajv8';
import type {
  ErrorSchema,
  RegistryFieldsType,
  RJSFSchema,
  RJSFValidationError,
  UiSchema,
} from '@rjsf/utils';
import type { JsonObject } from '@backstage/types';
import { wordErrors } from './errorMessages';
import { focusField } from './focusField';
import * as templates from './templates';
import * as widgets from './widgets';
import styles from './PathForm.module.css';

export interface PathFormHandle {
  /** Moves the focus to a field; false where the page has none of this name. */
  focus(field: string): boolean;
}

export interface PathFormProps {
  schema: RJSFSchema;
  uiSchema: UiSchema;
  values: JsonObject;
  fields: RegistryFieldsType;
  /** What others than the schema have against the values: fields' own checks, the server. */
  extraErrors?: ErrorSchema;
  onChange(values: JsonObject): void;
  /** Called with values that keep the schema. */
  onSubmit(values: JsonObject): void;
  /** Called after the focus went to the first field that is wrong. */
  onRefused(fields: string[]): void;
  /** The buttons, as the last line of the form. */
  children: ReactNode;
}

function fieldsOf(errors: RJSFValidationError[]): string[] {
  return [
    ...new Set(
      errors.flatMap(
        ({ property }) => property?.split(/[.[\]]/).filter(Boolean)[0] ?? [],
      ),
    ),
  ];
}

/** In the order of the page, not in that of the validator. */
function inOrder(schema: RJSFSchema, uiSchema: UiSchema, fields: string[]) {
  const order = [
    ...((uiSchema['ui:order'] as string[] | undefined) ?? []),
    ...Object.keys(schema.properties ?? {}),
  ];
  return [...fields].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/**
 * One page of a template's parameters. Nothing is called wrong before one has tried to go on; from then on
 * each field is checked as one types.
 */
export const PathForm = forwardRef(function Page(
  props: PathFormProps,
  ref: ForwardedRef<PathFormHandle>,
) {
  const { schema, uiSchema, values, extraErrors } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState(false);

  useImperativeHandle(ref, () => ({
    focus: field => Boolean(frame.current && focusField(frame.current, field)),
  }));

  const refuse = (errors: RJSFValidationError[]) => {
    setTried(true);
    const wrong = inOrder(schema, uiSchema, fieldsOf(errors));
    if (frame.current && wrong[0]) focusField(frame.current, wrong[0]);
    props.onRefused(wrong);
  };

  return (
    <div ref={frame} className={styles.form}>
      <Form
        schema={schema}
        uiSchema={uiSchema}
        formData={values}
        formContext={{ formData: values }}
        fields={props.fields}
        templates={templates}
        widgets={widgets}
        validator={validator}
        extraErrors={extraErrors}
        liveValidate={tried}
        showErrorList={false}
        noHtml5Validate
        experimental_defaultFormStateBehavior={{ allOf: 'populateDefaults' }}
        transformErrors={errors => wordErrors(errors, schema, uiSchema)}
        onChange={({ formData }) => props.onChange(formData ?? {})}
        onSubmit={({ formData }) => props.onSubmit(formData ?? {})}
        onError={refuse}
      >
        {props.children}
      </Form>
    </div>
  );
});

import type { RJSFSchema, RJSFValidationError, UiSchema } from '@rjsf/utils';
import { asSentence } from '../model/refusal';
import { SELF_EXPLAINING_FIELDS } from './templates/FieldTemplate';

/** Rules that such a field checks itself, where it can say more than the schema. */
const ownRules = new Set(['pattern', 'minLength', 'maxLength', 'format']);

function schemaAt(
  root: RJSFSchema | undefined,
  path: string[],
): RJSFSchema | undefined {
  return path.reduce<RJSFSchema | undefined>(
    (schema, key) =>
      (schema?.properties?.[key] as RJSFSchema | undefined) ??
      (/^\d+$/.test(key) ? (schema?.items as RJSFSchema) : undefined),
    root,
  );
}

/** `.release.name` and `.tags.0` as keys. */
function pathOf(error: RJSFValidationError): string[] {
  return (error.property ?? '').split(/[.[\]]/).filter(Boolean);
}

function plain(error: RJSFValidationError): string {
  const { name, params = {}, message } = error;
  switch (name) {
    case 'required':
      return 'Fill this in.';
    case 'minLength':
      return params.limit === 1
        ? 'Fill this in.'
        : `At least ${params.limit} characters.`;
    case 'maxLength':
      return `At most ${params.limit} characters.`;
    case 'minItems':
      return `At least ${params.limit}.`;
    case 'maxItems':
      return `At most ${params.limit}.`;
    case 'uniqueItems':
      return 'Each one only once.';
    case 'pattern':
      return `Has to match ${params.pattern}`;
    case 'format':
      return `Has to be of the form ${params.format}.`;
    case 'enum':
      return 'Choose one of the values offered.';
    case 'type':
      return `Has to be of type ${params.type}.`;
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `Has to be ${params.comparison} ${params.limit}.`;
    default:
      return message ?? 'Not valid.';
  }
}

/** A template may word its rules itself: `patternDescription`, or `errorMessage` for all rules or by keyword. */
function worded(
  schema: RJSFSchema | undefined,
  keyword: string | undefined,
): string | undefined {
  if (keyword === 'pattern' && schema?.patternDescription) {
    return asSentence(schema.patternDescription);
  }
  const own = schema?.errorMessage as
    string | Record<string, string> | undefined;
  if (typeof own === 'string') return own;
  return keyword ? own?.[keyword] : undefined;
}

/** Says in words what the schema asks for, and leaves out what a field says itself. */
export function wordErrors(
  errors: RJSFValidationError[],
  schema: RJSFSchema,
  uiSchema: UiSchema | undefined,
): RJSFValidationError[] {
  return errors
    .filter(error => {
      const field = uiSchema?.[pathOf(error)[0]]?.['ui:field'];
      return !(
        SELF_EXPLAINING_FIELDS.has(String(field)) &&
        ownRules.has(error.name ?? '')
      );
    })
    .map(error => ({
      ...error,
      message:
        worded(schemaAt(schema, pathOf(error)), error.name) ?? plain(error),
    }));
}

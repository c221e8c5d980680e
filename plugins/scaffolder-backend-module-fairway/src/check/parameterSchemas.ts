import { runWithin, TooSlowError } from '@fairway/serving';
import { validate, ValidationError } from 'jsonschema';
import { invalid } from './refuse';

/** A page of a template's form, or a part of one: JSON schema with the form's own additions. */
export interface ParameterSchema {
  [key: string]: unknown;
  properties?: Record<string, ParameterSchema>;
}

// A pattern that takes longer on one value would hold up everybody: https://en.wikipedia.org/wiki/ReDoS.
const VALIDATION_MILLISECONDS = 2000;

/** Where a schema may have further schemas that speak of the same object. */
function alternatives(schema: ParameterSchema): ParameterSchema[] {
  const { allOf, anyOf, oneOf, dependencies, dependentSchemas } = schema;
  const lists = [allOf, anyOf, oneOf, [schema.if, schema.then, schema.else]];
  const maps = [dependencies, dependentSchemas];
  return [
    ...lists.flatMap(list => (Array.isArray(list) ? list : [])),
    ...maps.flatMap(map => Object.values(map ?? {})),
  ].filter(
    (entry): entry is ParameterSchema =>
      entry !== null && typeof entry === 'object' && !Array.isArray(entry),
  );
}

/** The schemas of every parameter that some page declares, under whatever condition. */
export function listParameters(
  pages: ParameterSchema[],
): Map<string, ParameterSchema[]> {
  const parameters = new Map<string, ParameterSchema[]>();
  const visit = (schema: ParameterSchema) => {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      parameters.set(name, [...(parameters.get(name) ?? []), property]);
    }
    alternatives(schema).forEach(visit);
  };
  pages.forEach(visit);
  return parameters;
}

/**
 * Holds values against the pages of a form, as the scaffolder will.
 *
 * @throws InputError that names the first parameter that is unknown or breaks its schema, and the rule.
 */
export function assertMatchesSchemas(
  values: Record<string, unknown>,
  pages: ParameterSchema[],
): void {
  const parameters = listParameters(pages);
  for (const name of Object.keys(values)) {
    if (!parameters.has(name)) {
      throw invalid(name.slice(0, 100), 'unexpected property');
    }
  }
  for (const page of pages) {
    const [error] = validateInTime(values, page);
    if (error) {
      throw invalid(fieldOf(error), describe(error));
    }
  }
}

/** Ends a pattern of a template that would run for ever on these values, wherever in the schema it stands. */
function validateInTime(
  values: Record<string, unknown>,
  page: ParameterSchema,
): ValidationError[] {
  try {
    return runWithin(
      VALIDATION_MILLISECONDS,
      () => validate(values, page).errors,
    );
  } catch (error) {
    throw error instanceof TooSlowError
      ? invalid('values', 'a pattern of the template takes too long on them')
      : error;
  }
}

function fieldOf(error: ValidationError): string {
  const field = error.path.join('.');
  return error.name === 'required' && typeof error.argument === 'string'
    ? [field, error.argument].filter(Boolean).join('.')
    : field || 'values';
}

/** The library's words without the value, which they repeat in places. */
function describe(error: ValidationError): string {
  const { argument } = error;
  const schema = error.schema as ParameterSchema;
  switch (error.name) {
    case 'required':
      return 'required';
    case 'type':
      return `must be of type ${[argument].flat().join(' or ')}`;
    case 'enum':
      return `must be one of ${[argument].flat().join(', ')}`;
    case 'maxLength':
      return `at most ${argument} characters`;
    case 'minLength':
      return `at least ${argument} characters`;
    case 'pattern':
      return typeof schema.patternDescription === 'string'
        ? schema.patternDescription
        : `must match ${argument}`;
    case 'additionalProperties':
      return 'unexpected property';
    default:
      return `breaks its rule "${error.name}"`;
  }
}

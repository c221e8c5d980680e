import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { JsonObject } from '@backstage/types';

/** One page of a template's parameters. */
export interface PathPage {
  title: string;
  description?: string;
  schema: RJSFSchema;
  uiSchema: UiSchema;
  /** As the template has it, for the fields' own checks. */
  mergedSchema: JsonObject;
}

function collect(schema: unknown, into: Map<string, RJSFSchema>): void {
  if (typeof schema !== 'object' || schema === null) return;
  const {
    properties,
    dependencies,
    allOf,
    anyOf,
    oneOf,
    then,
    else: otherwise,
  } = schema as RJSFSchema;
  for (const [name, property] of Object.entries(properties ?? {})) {
    if (!into.has(name) && typeof property === 'object') {
      into.set(name, property);
    }
  }
  Object.values(dependencies ?? {}).forEach(part => collect(part, into));
  [allOf, anyOf, oneOf].flat().forEach(part => collect(part, into));
  collect(then, into);
  collect(otherwise, into);
}

/** All parameters that a page can ask for, also those that depend on an answer, with their schema. */
export function fieldsOf(page: PathPage): Map<string, RJSFSchema> {
  const fields = new Map<string, RJSFSchema>();
  collect(page.schema, fields);
  return fields;
}

/** Only what the pages ask for: an answer kept from an older version of the path would be refused. */
export function knownValues(pages: PathPage[], values: JsonObject): JsonObject {
  const known = new Set(pages.flatMap(page => [...fieldsOf(page).keys()]));
  return Object.fromEntries(
    Object.entries(values).filter(([key]) => known.has(key)),
  );
}

function isSecret(uiSchema: UiSchema | undefined): boolean {
  return (
    uiSchema?.['ui:field'] === 'Secret' ||
    uiSchema?.['ui:widget'] === 'password'
  );
}

/** Without what must not be kept in the browser. */
export function withoutSecrets(
  pages: PathPage[],
  values: JsonObject,
): JsonObject {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([key]) => !pages.some(({ uiSchema }) => isSecret(uiSchema[key])),
    ),
  );
}

/** What the form calls a parameter. */
export function labelOf(pages: PathPage[], field: string): string {
  const schemas = pages.flatMap(page => fieldsOf(page).get(field) ?? []);
  return schemas[0]?.title ?? field;
}

/** Index of the page that asks for this parameter. */
export function pageOf(pages: PathPage[], field: string): number | undefined {
  const index = pages.findIndex(page => fieldsOf(page).has(field));
  return index < 0 ? undefined : index;
}

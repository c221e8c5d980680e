import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { JsonObject, JsonValue } from '@backstage/types';
import { tierMeanings } from '../fields/Tier/tierMeanings';
import { fieldsOf, type PathPage } from './pages';
import { shortName } from './promises';

/** What was answered, as it is read back. */
export interface Answer {
  field: string;
  label: string;
  text: string;
}

interface ReviewOptions {
  show?: boolean;
  mask?: string;
}

function labelled(
  value: JsonValue,
  schema: RJSFSchema,
  enumNames: string[] | undefined,
): string | undefined {
  const index = schema.enum?.indexOf(value as never) ?? -1;
  const choice = schema.oneOf?.find(
    option => typeof option === 'object' && option.const === value,
  );
  return (
    enumNames?.[index] ??
    (typeof choice === 'object' ? choice.title : undefined)
  );
}

function said(
  value: JsonValue,
  schema: RJSFSchema,
  enumNames?: string[],
): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) {
    return value
      .map(item => said(item as JsonValue, (schema.items ?? {}) as RJSFSchema))
      .join(', ');
  }
  if (typeof value === 'object') return JSON.stringify(value);
  return labelled(value, schema, enumNames) ?? shortName(String(value));
}

function tierMeaning(tier: string, uiSchema: UiSchema): string | undefined {
  const own = uiSchema['ui:options']?.descriptions as
    Record<string, string> | undefined;
  return own?.[tier] ?? tierMeanings[tier];
}

function textOf(
  value: JsonValue,
  schema: RJSFSchema,
  uiSchema: UiSchema,
): string {
  const { mask } = (uiSchema['ui:backstage']?.review ?? {}) as ReviewOptions;
  const secret =
    uiSchema['ui:field'] === 'Secret' || uiSchema['ui:widget'] === 'password';
  if (mask || secret) return mask ?? '********';
  const meaning =
    uiSchema['ui:field'] === 'Tier'
      ? tierMeaning(String(value), uiSchema)
      : undefined;
  return meaning
    ? `${value}, ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}`
    : said(value, schema, uiSchema['ui:enumNames']);
}

/** The answers of all pages in their order; what was left empty is left out. */
export function answersOf(pages: PathPage[], values: JsonObject): Answer[] {
  return pages.flatMap(page => {
    const { uiSchema } = page;
    return [...fieldsOf(page)].flatMap(([field, schema]) => {
      const value = values[field];
      const { show } = (uiSchema[field]?.['ui:backstage']?.review ??
        {}) as ReviewOptions;
      if (value === undefined || value === null || value === '') return [];
      if (show === false || uiSchema[field]?.['ui:widget'] === 'hidden') {
        return [];
      }
      return {
        field,
        label: schema.title ?? field,
        text: textOf(value, schema, uiSchema[field] ?? {}),
      };
    });
  });
}

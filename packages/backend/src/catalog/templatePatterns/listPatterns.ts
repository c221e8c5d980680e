import { JsonValue } from '@backstage/types';

/** A regular expression that somebody wrote into a template. */
export interface TemplatePattern {
  /** Where in the entity it stands, like `spec.parameters[0].properties.name.pattern`. */
  field: string;
  source: string;
  flags: string;
}

// As the scaffolder's expressions have them; what is between quotes is taken too, which costs nothing but a look.
const LITERAL = /(?<!\w)r\/((?:\\[^]|[^\\/])+)\/([gimy]*)/g;

/**
 * Every regular expression of a template: `pattern` and `patternProperties` of its forms and secrets, and the literals
 * in its expressions. What is written in files that it fetches is not in the entity.
 */
export function listPatterns(spec: JsonValue | undefined): TemplatePattern[] {
  const found: TemplatePattern[] = [];
  const visit = (value: JsonValue | undefined, field: string, at: string) => {
    if (typeof value === 'string') {
      found.push(...literalsIn(value, field));
    } else if (Array.isArray(value)) {
      value.forEach((entry, index) => visit(entry, `${field}[${index}]`, at));
    } else if (value && typeof value === 'object') {
      for (const [key, entry] of Object.entries(value)) {
        const path = `${field}.${key}`;
        const part = at || key;
        if (part === 'parameters' || part === 'secrets') {
          found.push(...patternsOf(key, entry, path));
        }
        visit(entry, path, part);
      }
    }
  };
  visit(spec, 'spec', '');
  return found;
}

/** What a JSON schema compiles of one of its entries. */
function patternsOf(
  key: string,
  entry: JsonValue | undefined,
  field: string,
): TemplatePattern[] {
  // JSON schema reads them as Unicode where it can: https://json-schema.org/draft/2020-12/json-schema-core#name-regular-expressions
  if (key === 'pattern' && typeof entry === 'string') {
    return [{ field, source: entry, flags: 'u' }];
  }
  if (key === 'patternProperties' && entry && typeof entry === 'object') {
    return Object.keys(entry).map(source => ({ field, source, flags: 'u' }));
  }
  return [];
}

function literalsIn(text: string, field: string): TemplatePattern[] {
  if (!text.includes('{{') && !text.includes('{%')) {
    return [];
  }
  return [...text.matchAll(LITERAL)]
    .filter(([, source, flags]) => isRegularExpression(source, flags))
    .map(([, source, flags]) => ({ field, source, flags }));
}

/** What is none fails where it is rendered, if it is one at all. */
function isRegularExpression(source: string, flags: string): boolean {
  try {
    return Boolean(new RegExp(source, flags));
  } catch {
    return false;
  }
}

/** A text somewhere in the values of a request. */
export interface TextValue {
  /** The parameter it belongs to. */
  field: string;
  text: string;
}

/** All texts in the values, keys of nested objects included. */
export function listTexts(values: Record<string, unknown>): TextValue[] {
  return Object.entries(values).flatMap(([field, value]) =>
    collect(value).map(text => ({ field, text })),
  );
}

function collect(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (Array.isArray(value)) {
    return value.flatMap(collect);
  }
  return value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, child]) => [key, ...collect(child)])
    : [];
}

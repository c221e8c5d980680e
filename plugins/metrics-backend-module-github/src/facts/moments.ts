/** ISO 8601 in UTC of what GitHub writes, with whatever offset. Throws RangeError for anything else. */
export const toUtc = (text: string): string => new Date(text).toISOString();

export const toUtcIfAny = (text: string | null | undefined) =>
  text ? toUtc(text) : undefined;

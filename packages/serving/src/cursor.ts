import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/** A place in a list as one opaque word. */
export const toCursor = (position: unknown): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/**
 * The place that a cursor stands for.
 *
 * @throws InputError where it is not one that this list gave
 */
export function fromCursor<T>(
  schema: z.ZodType<T>,
  cursor: string | undefined,
): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    const position = schema.parse(JSON.parse(text));
    if (toCursor(JSON.parse(text)) === cursor) return position;
  } catch {
    // not ours: said below
  }
  throw new InputError('cursor: not a cursor of this list');
}

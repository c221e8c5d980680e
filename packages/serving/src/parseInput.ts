import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/**
 * The value as the schema describes it.
 *
 * @throws InputError with the first field at fault and its rule
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [{ path, message }] = result.error.issues;
  throw new InputError(`${path.join('.') || 'request'}: ${message}`);
}

import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

function word(pattern: RegExp, rule: string) {
  return z.string({ error: 'required string' }).regex(pattern, { error: rule });
}

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const NAME_RULE =
  'at most 63 letters, digits, -, _ and ., with a letter or digit at both ends';

/** A reference to an entity, in the catalog's own rules for its three parts. */
export const entityRefSchema = z.object({
  kind: word(
    /^[A-Za-z][A-Za-z0-9]{0,62}$/,
    'at most 63 letters and digits, beginning with a letter',
  ),
  namespace: word(
    /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
    'at most 63 letters, digits and -, with a letter or digit at both ends',
  ),
  name: word(NAME, NAME_RULE),
});

/** The body of a request to promote. */
export const promotionRequestSchema = z
  .strictObject(
    {
      from: word(NAME, NAME_RULE),
      to: word(NAME, NAME_RULE),
      version: word(
        /^[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,61}[A-Za-z0-9])?$/,
        'at most 63 letters, digits, -, _, + and ., with a letter or digit at both ends',
      ),
    },
    {
      error: issue =>
        issue.code === 'unrecognized_keys'
          ? `unexpected property ${issue.keys?.join(', ')}`
          : 'must be a JSON object',
    },
  )
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    error: 'must differ from from',
  });

/**
 * The value as the schema describes it.
 *
 * @throws InputError with the first field at fault and its rule
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const [{ path, message }] = result.error.issues;
  throw new InputError(`${path.join('.') || 'body'}: ${message}`);
}

/** Reads "kind:namespace/name" with the same rules as the routes. */
export function parseEntityRefInput(entityRef: string) {
  let compound;
  try {
    compound = parseEntityRef(entityRef);
  } catch {
    throw new InputError('entityRef: must read kind:namespace/name');
  }
  return parseInput(entityRefSchema, compound);
}

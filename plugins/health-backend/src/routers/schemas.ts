import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';

const MOST_ENTITIES = 100;
const MOST_PER_PAGE = 200;
const MOST_CHANGES = 1_000;

const text = z.string({ error: 'required string' });
const part = (pattern: RegExp, rule: string) =>
  text.regex(pattern, { error: rule });

const NAMESPACE = part(
  /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
  'at most 63 letters, digits and -, with a letter or digit at both ends',
);
const NAME = part(
  /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
  'at most 63 letters, digits, -, _ and ., with a letter or digit at both ends',
);

/** An entity by the three parts of its reference. */
const partsSchema = z.object({
  kind: part(
    /^[A-Za-z][A-Za-z0-9]{0,62}$/,
    'at most 63 letters and digits, beginning with a letter',
  ),
  namespace: NAMESPACE,
  name: NAME,
});

/** The path of an entity, as its reference. */
export const entityPathSchema = partsSchema.transform(stringifyEntityRef);

const KINDS_OF_LEVEL: Record<string, string[]> = {
  owner: ['group', 'user'],
  system: ['system'],
  domain: ['domain'],
};

/** The path of an owner, a system or a domain, as its reference. */
export const scopePathSchema = partsSchema
  .extend({
    level: z.enum(['owner', 'system', 'domain'], {
      error: 'owner, system or domain',
    }),
  })
  .refine(
    ({ level, kind }) =>
      KINDS_OF_LEVEL[level].includes(kind.toLocaleLowerCase('en-US')),
    {
      path: ['kind'],
      error: 'group or user for an owner, else as the level',
    },
  )
  .transform(({ level, ...ref }) => stringifyEntityRef(ref));

/** A reference in full. */
export const entityRefSchema = text
  .max(200, { error: 'must read kind:namespace/name' })
  .transform((value, context) => {
    try {
      return stringifyEntityRef(partsSchema.parse(parseEntityRef(value)));
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'must read kind:namespace/name',
      });
      return z.NEVER;
    }
  });

const wholeNumber = (least: number, most: number) =>
  text
    .regex(/^\d{1,15}$/, { error: `a whole number from ${least} to ${most}` })
    .transform(Number)
    .refine(value => value >= least && value <= most, {
      error: `a whole number from ${least} to ${most}`,
    });

const strict = {
  error: (issue: { code?: string; keys?: string[] }) =>
    issue.code === 'unrecognized_keys'
      ? `unexpected property ${issue.keys?.join(', ')}`
      : 'must be an object',
};

export const nothingSchema = z.strictObject({}, strict);

export const manyBodySchema = z.strictObject(
  {
    entityRefs: z
      .array(entityRefSchema, { error: 'required array' })
      .min(1, { error: 'at least one' })
      .max(MOST_ENTITIES, { error: `at most ${MOST_ENTITIES}` }),
  },
  strict,
);

export const historyQuerySchema = z.strictObject(
  {
    limit: wholeNumber(1, MOST_PER_PAGE).default(50),
    cursor: text.max(2_000, { error: 'not a cursor of this list' }).optional(),
  },
  strict,
);

export const changesQuerySchema = z.strictObject(
  {
    since: wholeNumber(0, 999_999_999_999_999).default(0),
    limit: wholeNumber(1, MOST_CHANGES).default(MOST_CHANGES),
  },
  strict,
);

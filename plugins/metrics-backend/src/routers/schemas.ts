import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  EVIDENCE_NAMES,
  type EvidenceName,
} from '@fairway/plugin-metrics-common';
import { z } from 'zod';

export { parseInput } from '@fairway/serving';

/** Deployments, changes or dead letters on one page. */
const MOST_PER_PAGE = 200;
export const PER_PAGE = 50;
const MOST_ENTITIES = 100;
const MOST_CHANGES = 1_000;
const DIGITS = /^\d{1,15}$/;

const text = z.string({ error: 'required string' });

function part(pattern: RegExp, rule: string) {
  return text.regex(pattern, { error: rule });
}

const NAMESPACE = part(
  /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
  'at most 63 letters, digits and -, with a letter or digit at both ends',
);
const NAME = part(
  /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
  'at most 63 letters, digits, -, _ and ., with a letter or digit at both ends',
);

/** An entity by the three parts of its reference. */
export const entityPathSchema = z.object({
  kind: part(
    /^[A-Za-z][A-Za-z0-9]{0,62}$/,
    'at most 63 letters and digits, beginning with a letter',
  ),
  namespace: NAMESPACE,
  name: NAME,
});

/** An owner, a system or a domain. */
export const scopePathSchema = z.object({
  level: z.enum(['owner', 'system', 'domain'], {
    error: 'owner, system or domain',
  }),
  namespace: NAMESPACE,
  name: NAME,
});

const flag = z
  .enum(['true', 'false'], { error: 'true or false' })
  .default('true')
  .transform(value => value === 'true');

const wholeNumber = (least: number, most: number) =>
  text
    .regex(DIGITS, { error: `a whole number from ${least} to ${most}` })
    .transform(Number)
    .refine(value => value >= least && value <= most, {
      error: `a whole number from ${least} to ${most}`,
    });

const pageSize = (most: number) =>
  wholeNumber(1, most).default(Math.min(PER_PAGE, most));

const moment = text.max(40, { error: 'a moment as ISO 8601 with offset' });
const format = z.enum(['json', 'csv'], { error: 'json or csv' }).optional();
const cursor = text
  .max(2_000, { error: 'not a cursor of this list' })
  .optional();
const strict = {
  error: (issue: { code?: string; keys?: string[] }) =>
    issue.code === 'unrecognized_keys'
      ? `unexpected property ${issue.keys?.join(', ')}`
      : 'must be an object',
};
const asked = { from: moment, to: moment, format };

export const seriesQuerySchema = z.strictObject(
  {
    ...asked,
    interval: z
      .enum(['day', 'week', 'month'], { error: 'day, week or month' })
      .default('day'),
  },
  strict,
);

export const distributionQuerySchema = z.strictObject(asked, strict);

export const evidenceNameSchema = z.enum(
  EVIDENCE_NAMES as unknown as [EvidenceName, ...EvidenceName[]],
  { error: `one of ${EVIDENCE_NAMES.join(', ')}` },
);

/** With `evidence`, the first page of what is behind that figure comes along. */
export const figuresQuerySchema = z.strictObject(
  { ...asked, compare: flag, evidence: evidenceNameSchema.optional() },
  strict,
);

export const evidenceQuerySchema = z.strictObject(
  {
    ...asked,
    metric: evidenceNameSchema,
    limit: pageSize(MOST_PER_PAGE),
    cursor,
  },
  strict,
);

/** A reference in full, as the routes have it in parts. */
export const entityRefSchema = text
  .max(200, { error: 'must read kind:namespace/name' })
  .transform((value, context) => {
    try {
      const ref = parseEntityRef(value);
      return stringifyEntityRef(entityPathSchema.parse(ref));
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'must read kind:namespace/name',
      });
      return z.NEVER;
    }
  });

export const manyBodySchema = z.strictObject(
  {
    entityRefs: z
      .array(entityRefSchema, { error: 'required array' })
      .min(1, { error: 'at least one' })
      .max(MOST_ENTITIES, { error: `at most ${MOST_ENTITIES}` }),
    from: moment,
    to: moment,
    compare: z.boolean({ error: 'true or false' }).default(true),
  },
  strict,
);

export const cellsBodySchema = z.strictObject(
  { entityRefs: manyBodySchema.shape.entityRefs },
  strict,
);

export const stateBodySchema = z.strictObject(
  {
    entityRefs: manyBodySchema.shape.entityRefs,
    branches: z
      .array(text.min(1).max(250, { error: 'at most 250 characters' }), {
        error: 'an array of names',
      })
      .max(20, { error: 'at most 20' })
      .default([]),
  },
  strict,
);

export const formatQuerySchema = z.strictObject({ format }, strict);

export const changesQuerySchema = z.strictObject(
  {
    since: wholeNumber(0, 999_999_999_999_999).default(0),
    limit: wholeNumber(1, MOST_CHANGES).default(MOST_CHANGES),
    cursor,
  },
  strict,
);

const sourceId = part(/^[a-z0-9-]{1,64}$/, "a source's id");

export const deadLettersQuerySchema = z.strictObject(
  {
    source: sourceId.optional(),
    limit: pageSize(MOST_PER_PAGE),
    cursor,
  },
  strict,
);

export const unmatchedQuerySchema = z.strictObject(
  { limit: pageSize(MOST_PER_PAGE), cursor },
  strict,
);

export const replayBodySchema = z
  .strictObject(
    {
      ids: z
        .array(z.int().positive(), { error: 'an array of ids' })
        .min(1)
        .max(MOST_PER_PAGE)
        .optional(),
      source: sourceId.optional(),
      all: z.literal(true, { error: 'true, or left out' }).optional(),
    },
    strict,
  )
  .refine(
    ({ ids, source, all }) =>
      [ids, source, all].filter(given => given !== undefined).length === 1,
    { error: 'one of ids, source and all' },
  );

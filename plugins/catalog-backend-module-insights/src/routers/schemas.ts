import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  COMPONENT_SORTS,
  FACET_FIELDS,
  FIGURES,
  MOST_ROWS_PER_PAGE,
} from '@fairway/plugin-catalog-insights-common';
import { HEALTH_STATUSES } from '@fairway/plugin-health-common';
import { z } from 'zod';

const MOST_VALUES = 50;
const MOST_REFS = 500;
const MOST_WORDS = 10;
const LONGEST_TEXT = 200;
const MOST_UNOWNED = 500;

const strict = {
  error: (issue: { code?: string; keys?: string[] }) =>
    issue.code === 'unrecognized_keys'
      ? `unexpected property ${issue.keys?.join(', ')}`
      : 'must be an object',
};

const oneOf = <const T extends string>(values: readonly T[]) =>
  z.enum(values as unknown as [T, ...T[]], {
    error: `one of ${values.join(', ')}`,
  });

const plain = z
  .string()
  .min(1, { error: 'must not be empty' })
  .max(300, { error: 'at most 300 characters' })
  // PostgreSQL has no text with a NUL, and nothing has one with other controls.
  .regex(/^\P{Cc}*$/u, { error: 'no control characters' });

const ref = (defaultKind?: string) =>
  plain.transform((value, context) => {
    try {
      const parts = parseEntityRef(value, { defaultKind });
      if (!Object.values(parts).some(part => /[:/]/.test(part)))
        return stringifyEntityRef(parts);
    } catch {
      // said below
    }
    context.addIssue({
      code: 'custom',
      message: 'must read kind:namespace/name',
    });
    return z.NEVER;
  });

const many = <T extends z.ZodType>(one: T, most = MOST_VALUES) =>
  z
    .array(one)
    .max(most, { error: `at most ${most} values` })
    .optional();

/** A parameter that stands once at most. */
const once = <T extends z.ZodType>(one: T) =>
  z
    .array(one)
    .max(1, { error: 'only once' })
    .optional()
    .transform(values => values?.[0]);

const kind = plain.regex(/^[a-zA-Z][a-zA-Z0-9]{0,62}$/, {
  error: 'at most 63 letters and digits, beginning with a letter',
});

const wholeNumber = (most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, { error: `a whole number from 1 to ${most}` })
    .transform(Number)
    .refine(value => value >= 1 && value <= most, {
      error: `a whole number from 1 to ${most}`,
    });

const words = z
  .string()
  .max(LONGEST_TEXT, { error: `at most ${LONGEST_TEXT} characters` })
  .regex(/^\P{Cc}*$/u, { error: 'no control characters' })
  .transform(text => text.split(/\s+/).filter(Boolean))
  .refine(list => list.length <= MOST_WORDS, {
    error: `at most ${MOST_WORDS} words`,
  });

const RANGE = /^(\d{1,12}(?:\.\d{1,12})?)?\.\.(\d{1,12}(?:\.\d{1,12})?)?$/;
const rangeRule = { error: 'a range as 1..2.5, 1.. or ..2.5, or none' };

/** Both ends of a range, of which one may be left open. */
const range = z
  .string()
  .refine(text => text === 'none' || (text !== '..' && RANGE.test(text)), {
    ...rangeRule,
  })
  .transform(text => {
    if (text === 'none') return text;
    const [from, to] = text
      .match(RANGE)!
      .slice(1)
      .map(end => (end === undefined ? undefined : Number(end)));
    return { from, to };
  });

const figures = Object.fromEntries(
  FIGURES.map(name => [name, once(range)]),
) as Record<(typeof FIGURES)[number], ReturnType<typeof once<typeof range>>>;

const filters = {
  ...figures,
  kind: once(kind),
  q: once(words),
  name: many(plain),
  ref: many(ref(), MOST_REFS),
  owner: many(ref('group')),
  system: many(ref('system')),
  lifecycle: many(plain),
  type: many(plain),
  tag: many(plain),
  health: many(oneOf(HEALTH_STATUSES)),
  path: once(oneOf(['on', 'off'])),
  owned: once(oneOf(['me'])),
};

const order = {
  sort: once(oneOf(COMPONENT_SORTS)),
  order: once(oneOf(['asc', 'desc'])),
};

const cursor = once(z.string().max(2_000, { error: 'not one of this list' }));

export const pageSchema = z.strictObject(
  {
    ...{ ...filters, ...order, cursor },
    limit: once(wholeNumber(MOST_ROWS_PER_PAGE)),
  },
  strict,
);

/** What every question to the list may say. */
export type Given = Partial<z.infer<typeof csvSchema>>;

export const csvSchema = z.strictObject({ ...filters, ...order }, strict);

export const totalSchema = z.strictObject(
  { ...filters, exact: once(oneOf(['true', 'false'])) },
  strict,
);

export const facetsSchema = z.strictObject(
  {
    ...filters,
    field: z
      .array(oneOf(FACET_FIELDS), { error: 'required' })
      .max(FACET_FIELDS.length, { error: 'each once' }),
  },
  strict,
);

export const unownedSchema = z.strictObject(
  {
    ...{ kind: once(kind), cursor },
    limit: once(wholeNumber(MOST_UNOWNED)),
  },
  strict,
);

/**
 * The parameters of an address, of which each may stand several times.
 *
 * @throws InputError with the first one at fault and its rule
 */
export function parseQuery<T>(schema: z.ZodType<T>, url: string): T {
  const given: Record<string, string[]> = {};
  const { searchParams } = new URL(url, 'http://localhost');
  for (const [name, value] of searchParams) (given[name] ??= []).push(value);
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [{ path, message }] = result.error.issues;
  throw new InputError(`${path[0]?.toString() ?? 'request'}: ${message}`);
}

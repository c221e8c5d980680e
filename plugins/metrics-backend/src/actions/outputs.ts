// The registry gives zod's third version to its callbacks.
import type { z as zod } from 'zod/v3';

/** One figure as the actions registry describes it. */
function figure(z: typeof zod) {
  return z.object({
    metric: z.string(),
    value: z
      .number()
      .optional()
      .describe(
        'Seconds for times, a share of 1 for rates, deployments per day for frequency; absent where there is not enough data',
      ),
    p75: z.number().optional(),
    p95: z.number().optional(),
    method: z.enum(['exact', 'histogram']),
    n: z.number().describe('Of how many changes, deployments or recoveries'),
    count: z.number().optional().describe('For rates: how many of the n'),
    open: z.number().optional().describe('Failures nothing has recovered yet'),
    enough: z.boolean(),
    needed: z.number(),
    before: z
      .object({ value: z.number().optional(), n: z.number() })
      .optional(),
    change: z
      .object({
        direction: z.enum(['higher', 'lower', 'same']),
        ratio: z.number(),
      })
      .optional(),
  });
}

/** All five figures of a scope. */
export function figuresOutput(z: typeof zod) {
  return z.object({
    scope: z.string(),
    from: z.string(),
    to: z.string(),
    zone: z.string(),
    rules: z.number(),
    figures: z.record(figure(z)),
    counts: z.record(z.number()),
    freshness: z.object({
      completeTo: z.string(),
      knownSince: z.string().optional(),
      gaps: z.array(
        z.object({
          source: z.string(),
          title: z.string().optional(),
          since: z.string(),
          reason: z.string(),
        }),
      ),
    }),
  });
}

/** A page of what is behind a figure. */
export function evidenceOutput(z: typeof zod) {
  return z.object({
    scope: z.string(),
    metric: z.string(),
    from: z.string(),
    to: z.string(),
    items: z.array(z.record(z.any())),
    hidden: z.number().describe('Of entities that you may not read'),
    more: z.boolean().describe('Whether there is more than the limit'),
  });
}

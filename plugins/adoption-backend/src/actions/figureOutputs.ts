import { METRIC_NAMES } from '@fairway/plugin-metrics-common';
import type { z as zod } from 'zod/v3';

const count = (z: typeof zod) =>
  z.object({
    n: z.number(),
    before: z.number().optional().describe('In the days before, as many'),
  });

const change = (z: typeof zod) =>
  z
    .object({
      direction: z.enum(['higher', 'lower', 'same']),
      ratio: z
        .number()
        .describe('Of times: 0.1 is 10 % more. Of shares: 0.1 is ten points'),
    })
    .optional();

const share = (z: typeof zod) =>
  z.object({
    count: z.number(),
    n: z.number(),
    value: z
      .number()
      .optional()
      .describe('A share of 1; absent where there is not enough data'),
    enough: z.boolean(),
    needed: z.number(),
    before: z
      .object({
        count: z.number(),
        n: z.number(),
        value: z.number().optional(),
      })
      .optional(),
    change: change(z),
  });

const duration = (z: typeof zod) =>
  z
    .object({
      n: z.number(),
      median: z.number().optional(),
      p75: z.number().optional(),
      p95: z.number().optional(),
      method: z.enum(['exact', 'histogram']),
      enough: z.boolean(),
      needed: z.number(),
      before: z
        .object({ n: z.number(), median: z.number().optional() })
        .optional(),
      change: change(z),
    })
    .describe('Seconds; none where there is not enough data');

/** How far creations came, where they broke, and how long they took. */
export function creationsOutput(z: typeof zod) {
  const runs = { runs: count(z), success: share(z), duration: duration(z) };
  return z.object({
    attempts: count(z),
    teams: z.number(),
    funnel: z.array(
      z.object({
        stage: z.string(),
        n: z
          .number()
          .nullable()
          .describe('Null where nobody can tell under these filters'),
        before: z.number().nullable().optional(),
        ofPrevious: share(z).optional(),
        time: duration(z).optional(),
        stopped: z
          .record(z.number())
          .describe('What holds those who came no further'),
      }),
    ),
    failures: z.object({
      failedOnce: share(z),
      finishedOnRetry: z.number(),
      notFinished: z.number(),
      groups: z.array(
        z.object({
          id: z.string().describe('"failure" of list-failed-creations'),
          step: z.string().optional(),
          stepName: z.string(),
          message: z.string(),
          runs: z.number(),
          before: z.number().optional(),
          teams: z.number(),
          finishedOnRetry: z.number(),
          lastSeen: z.string(),
        }),
      ),
      more: z.object({ groups: z.number(), runs: z.number() }).optional(),
    }),
    timeToFirstDeploy: duration(z),
    templateRuns: z.object({
      all: z.object(runs),
      byTemplate: z.array(z.object({ template: z.string(), ...runs })),
    }),
  });
}

/** Which services are on a path, by team, and on which version of it. */
export function servicesOutput(z: typeof zod) {
  const origin = z.object({ services: z.number(), onPath: z.number() });
  return z.object({
    share: share(z),
    hidden: z
      .number()
      .describe('Of teams whose services you may not list, but counted'),
    origins: z.object({ created: origin, imported: origin }),
    byTeam: z.array(
      z.object({
        team: z.string().nullable(),
        share: share(z),
        joined: z.number().describe('More on a path than at the beginning'),
      }),
    ),
    versions: z.array(
      z.object({
        template: z.string(),
        services: z.number(),
        latest: z.string().optional(),
        behind: share(z).optional(),
        versions: z.array(
          z.object({
            version: z.string().nullable(),
            services: z.number(),
            before: z.number().optional(),
            latest: z.boolean(),
          }),
        ),
      }),
    ),
  });
}

/** How services on a path and off one deliver, and why that is no effect of the path. */
export function deliveryOutput(z: typeof zod) {
  const spread = z
    .object({
      n: z.number(),
      leftOut: z.number().describe('With too little for a figure'),
      enough: z.boolean(),
      p10: z.number().optional(),
      p25: z.number().optional(),
      median: z.number().optional(),
      p75: z.number().optional(),
      p90: z.number().optional(),
      before: z
        .object({ n: z.number(), median: z.number().optional() })
        .optional(),
    })
    .describe(
      "Over the services' own figures: seconds, shares of 1, or deployments per day",
    );
  const age = z.object({
    services: z.number(),
    medianDays: z.number().optional(),
  });
  const comparison = z.object({ onPath: spread, offPath: spread });
  return z.object({
    days: z.number(),
    figuresFrom: z.string(),
    figuresTo: z.string(),
    caveat: z.string(),
    metrics: z.object(
      Object.fromEntries(METRIC_NAMES.map(name => [name, comparison])),
    ),
    age: z.object({ onPath: age, offPath: age }),
  });
}

/** What the figures are of, and how far they reach. */
export const answeredOutput = (z: typeof zod) => ({
  from: z.string(),
  to: z.string(),
  zone: z.string(),
  rules: z.number(),
  filters: z.record(z.string()),
  before: z.object({ from: z.string(), to: z.string() }).optional(),
  needed: z.number().describe('Fewer than these give no share and no median'),
  freshness: z.object({
    completeTo: z.string(),
    knownSince: z.string().optional(),
    gaps: z.array(
      z.object({ source: z.string(), since: z.string(), reason: z.string() }),
    ),
  }),
});

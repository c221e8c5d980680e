// The registry gives zod's third version to its callbacks.
import type { z as zod } from 'zod/v3';

/** The answer to "where does it run" as the actions registry describes it. */
export function entityReleasesOutput(z: typeof zod) {
  const release = z.object({
    environment: z.string(),
    version: z.string().optional(),
    revision: z.string().describe('Full id of the commit it was built from'),
    title: z.string().optional().describe("First line of the commit's message"),
    state: z.enum([
      'queued',
      'pending',
      'in_progress',
      'success',
      'failure',
      'error',
      'inactive',
    ]),
    since: z.string().describe('ISO 8601, UTC'),
    url: z.string().optional().describe('Where it answers'),
    logUrl: z.string().optional(),
    deploymentId: z.string(),
  });
  return z.object({
    entityRef: z.string(),
    source: z.object({
      title: z.string().describe('Who reported it'),
      asOf: z.string().describe('ISO 8601, UTC: when it was reported'),
      url: z.string().optional(),
      stale: z
        .object({ reason: z.string() })
        .optional()
        .describe('Set when this is the last known answer of an absent source'),
    }),
    environments: z.array(
      z.object({
        environment: z.string(),
        production: z.boolean(),
        current: release.optional().describe('What it serves now'),
        latest: release
          .optional()
          .describe('The newest attempt, when it is not what is served'),
        previous: release.optional().describe('What it served before'),
      }),
    ),
    promotion: z
      .object({
        from: z.string(),
        to: z.string(),
        version: z.string().optional(),
        revision: z.string(),
        aheadBy: z.number().optional(),
        behindBy: z.number().optional(),
        compareUrl: z.string().optional(),
        run: z
          .object({
            url: z.string(),
            status: z.string(),
            version: z.string().optional(),
            conclusion: z.string().optional(),
            updatedAt: z.string().optional(),
          })
          .optional(),
        unavailable: z
          .string()
          .optional()
          .describe("Why it can't be started from here"),
      })
      .optional(),
    mayPromote: z.boolean().describe('Whether the caller may promote'),
  });
}

import {
  RUN_OUTCOMES,
  STAGES,
  type Stage,
} from '@fairway/plugin-adoption-common';
import type { z as zod } from 'zod/v3';

/** A list of which some are not the reader's to see. */
const pageOf = <Row extends zod.ZodTypeAny>(z: typeof zod, row: Row) =>
  z.object({
    from: z.string(),
    to: z.string(),
    total: z.number(),
    hidden: z
      .number()
      .describe('Of the total: of other teams, or of none yet, and not listed'),
    items: z.array(row),
    more: z.boolean().describe('Whether there is more than the limit'),
  });

/** Attempts to create a service, newest first. */
export function attemptsOutput(z: typeof zod) {
  const outcome = z.enum(RUN_OUTCOMES);
  return pageOf(
    z,
    z.object({
      id: z.string(),
      taskId: z
        .string()
        .optional()
        .describe('The run: its log is at /create/tasks/<taskId>'),
      template: z.string(),
      templateVersion: z.string().optional(),
      team: z.string().optional(),
      system: z.string().optional(),
      name: z.string().optional(),
      entityRef: z.string().optional(),
      reached: z.enum(STAGES as unknown as [Stage, ...Stage[]]),
      outcome: outcome.optional(),
      moments: z.record(z.string()),
      endedAt: z.string().optional(),
      failures: z.array(
        z.object({
          at: z.string(),
          step: z.string().optional(),
          stepName: z.string(),
          message: z.string(),
          failure: z.string().describe('The group that it is counted in'),
        }),
      ),
      retried: z
        .object({ at: z.string(), taskId: z.string(), outcome })
        .optional()
        .describe('Whether somebody tried again after the last failure'),
    }),
  );
}

/** Services, by name. */
export const servicesListOutput = (z: typeof zod) =>
  pageOf(
    z,
    z.object({
      entityRef: z.string(),
      team: z.string().optional(),
      system: z.string().optional(),
      onPath: z.boolean(),
      template: z.string().optional(),
      version: z.string().optional(),
      latest: z.string().optional().describe('What the path has now'),
      behind: z.boolean().optional(),
      origin: z.enum(['created', 'imported']),
      since: z.string(),
      onPathSince: z.string().optional(),
      taskId: z.string().optional(),
    }),
  );

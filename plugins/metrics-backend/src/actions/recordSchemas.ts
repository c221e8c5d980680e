import { DateTime } from 'luxon';
import { z } from 'zod';
import { entityRefSchema } from '../routers/schemas';

const ISO_WITH_OFFSET =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

const moment = z
  .string()
  .refine(
    value => ISO_WITH_OFFSET.test(value) && DateTime.fromISO(value).isValid,
    { error: 'a moment as ISO 8601 with offset' },
  );

/** One line without control characters. */
const line = (most: number) =>
  z
    .string({ error: 'required string' })
    .min(1, { error: 'required string' })
    .max(most, { error: `at most ${most} characters` })
    .regex(/^\P{Cc}*$/u, { error: 'one line of plain text' });

const id = z
  .string()
  .regex(/^[A-Za-z0-9._:/-]{1,80}$/, {
    error: 'at most 80 letters, digits, ., _, :, / and -',
  })
  .optional();

const url = z
  .url({ protocol: /^https?$/, error: 'an http or https URL' })
  .max(2_000)
  .optional();

const revision = z
  .string({ error: 'required string' })
  .regex(/^[0-9a-f]{7,64}$/, { error: 'a commit id in lower case' });

export const recordedDeploymentSchema = z.object({
  entityRef: entityRefSchema,
  environment: line(200),
  revision,
  version: line(200).optional(),
  id,
  finishedAt: moment.optional(),
  succeeded: z.boolean(),
  intent: z.enum(['hotfix', 'rollback']).optional(),
  incidents: z.array(line(200)).max(20).optional(),
  url,
});

export const recordedIncidentSchema = z
  .object({
    entityRef: entityRefSchema,
    id,
    title: line(200),
    environment: line(200).optional(),
    openedAt: moment.optional(),
    resolvedAt: moment.optional(),
    deploymentId: line(100).optional(),
    revision: revision.optional(),
    withdrawn: z.boolean(),
    url,
  })
  .refine(
    ({ openedAt, resolvedAt }) =>
      !openedAt ||
      !resolvedAt ||
      Date.parse(openedAt) <= Date.parse(resolvedAt),
    { path: ['resolvedAt'], error: 'not before openedAt' },
  );

import { METRIC_NAMES, type MetricName } from '@fairway/plugin-metrics-common';
import { z } from 'zod';
import { RUN_OUTCOMES, STAGES } from './stages';

/** The longest range that is answered, in days. */
export const MAXIMUM_RANGE_DAYS = 366;

/** The most rows that one page of `GET /attempts` and its like has. */
export const MOST_ROWS_PER_PAGE = 200;

const DIGITS = /^\d{1,9}$/;
const PART = '[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?';

const text = z.string({ error: 'required string' });
const strict = {
  error: (issue: { code?: string; keys?: string[] }) =>
    issue.code === 'unrecognized_keys'
      ? `unexpected property ${issue.keys?.join(', ')}`
      : 'must be an object',
};

/** A full reference of one kind, in the lower case that references are compared in. */
const refOf = (kind: string) =>
  text
    .max(200, { error: `must read ${kind}:namespace/name` })
    .regex(new RegExp(`^${kind}:${PART}/${PART}$`, 'i'), {
      error: `must read ${kind}:namespace/name`,
    })
    .transform(ref => ref.toLocaleLowerCase('en-US'));

const flag = z
  .enum(['true', 'false'], { error: 'true or false' })
  .transform(value => value === 'true');

const moment = text.max(40, { error: 'a moment as ISO 8601 with offset' });

const shared = {
  from: moment,
  to: moment,
  /** `none` stands for what no team owns. */
  team: z.union([z.literal('none'), refOf('group')], {
    error: 'must read group:namespace/name, or none',
  }),
  template: refOf('template'),
  system: refOf('system'),
  format: z.enum(['json', 'csv'], { error: 'json or csv' }),
};

const filters = {
  from: shared.from,
  to: shared.to,
  team: shared.team.optional(),
  template: shared.template.optional(),
  system: shared.system.optional(),
  format: shared.format.optional(),
};

const page = {
  limit: text
    .regex(DIGITS, { error: `a whole number from 1 to ${MOST_ROWS_PER_PAGE}` })
    .transform(Number)
    .refine(value => value >= 1 && value <= MOST_ROWS_PER_PAGE, {
      error: `a whole number from 1 to ${MOST_ROWS_PER_PAGE}`,
    })
    .default(50),
  cursor: text.max(2_000, { error: 'not a cursor of this list' }).optional(),
};

/**
 * What `GET /creations`, `GET /services` and `GET /delivery` are asked with.
 *
 * @public
 */
export const dashboardQuerySchema = z.strictObject(
  { ...filters, compare: flag.default(true) },
  strict,
);

/**
 * What `GET /attempts` is asked with: the attempts that began in the period, narrowed by what is counted in the funnel, in
 * the failures or in the runs of a template.
 *
 * @public
 */
export const attemptsQuerySchema = z.strictObject(
  {
    ...filters,
    ...page,
    /** Those that came at least so far. */
    reached: z
      .enum(STAGES, { error: `one of ${STAGES.join(', ')}` })
      .optional(),
    /** With `reached`: only those that came no further, by what holds them. */
    stopped: z
      .enum(['any', 'left', 'failed', 'cancelled', 'waiting', 'unknown'], {
        error: 'any, left, failed, cancelled, waiting or unknown',
      })
      .optional(),
    /** Whether the template publishes a repository: only such attempts are in the funnel. */
    publishes: flag.optional(),
    outcome: z
      .enum(RUN_OUTCOMES, { error: `one of ${RUN_OUTCOMES.join(', ')}` })
      .optional(),
    /** Whether the run failed at least once. */
    failedOnce: flag.optional(),
    /** The id of a group of failures. */
    failure: text
      .regex(/^[a-z0-9]{1,40}$/, { error: 'the id of a group of failures' })
      .optional(),
    /** Of those that failed: whether the creation ended well all the same. */
    finishedOnRetry: flag.optional(),
  },
  strict,
);

/**
 * What `GET /deploys` is asked with: services whose first deployment to production was in the period.
 *
 * @public
 */
export const deploysQuerySchema = z.strictObject(
  { ...filters, ...page },
  strict,
);

/**
 * What `GET /services/rows` is asked with: the services that were there at the end of the period.
 *
 * @public
 */
export const servicesQuerySchema = z.strictObject(
  {
    ...filters,
    ...page,
    path: z.enum(['on', 'off'], { error: 'on or off' }).optional(),
    /** `none` stands for services on a path that name no version. */
    version: text.max(100, { error: 'at most 100 characters' }).optional(),
    /** Whether it is on an older version than its path has now. */
    behind: flag.optional(),
    origin: z
      .enum(['created', 'imported'], { error: 'created or imported' })
      .optional(),
  },
  strict,
);

/**
 * What `GET /delivery/rows` is asked with: the services that are counted on one side of one metric.
 *
 * @public
 */
export const deliveryRowsQuerySchema = z.strictObject(
  {
    ...filters,
    ...page,
    metric: z.enum(METRIC_NAMES as unknown as [MetricName, ...MetricName[]], {
      error: `one of ${METRIC_NAMES.join(', ')}`,
    }),
    path: z.enum(['on', 'off'], { error: 'on or off' }).optional(),
  },
  strict,
);

/**
 * What the wizard posts to `POST /attempts`: once when it is opened, and again with `taskId` when its run has started. The
 * id is made by the wizard, at random, anew each time it is opened; it stands for no person and no session.
 *
 * @public
 */
export const attemptBodySchema = z.strictObject(
  {
    attemptId: text
      .regex(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        { error: 'a random UUID (version 4), in lower case' },
      )
      .describe('anonymous'),
    template: refOf('template'),
    taskId: text
      .regex(/^[0-9a-zA-Z-]{1,64}$/, { error: 'the id of a task' })
      .optional(),
  },
  strict,
);

/** @public */
export type DashboardQuery = z.input<typeof dashboardQuerySchema>;
/** @public */
export type AttemptsQuery = z.input<typeof attemptsQuerySchema>;
/** @public */
export type DeploysQuery = z.input<typeof deploysQuerySchema>;
/** @public */
export type ServicesQuery = z.input<typeof servicesQuerySchema>;
/** @public */
export type DeliveryRowsQuery = z.input<typeof deliveryRowsQuerySchema>;
/** @public */
export type AttemptBody = z.input<typeof attemptBodySchema>;

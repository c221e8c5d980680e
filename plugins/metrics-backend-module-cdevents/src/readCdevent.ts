import { InputError } from '@backstage/errors';
import { z } from 'zod';

const text = z.string().min(1).max(1_000);
const moment = z.iso.datetime({ offset: true });
const reference = z.object({
  id: text,
  source: z.string().max(1_000).optional(),
});

/** What Fairway takes beside the specification's own fields, for senders that know it. All optional. */
const fairway = z.object({
  project: text.optional(),
  entity: text.optional(),
  revision: text.optional(),
  version: text.optional(),
  /** With the commits since, oldest first: what lead time is computed from. */
  previousRevision: text.optional(),
  commits: z
    .array(z.object({ revision: text, committedAt: moment, title: z.string() }))
    .max(1_000)
    .optional(),
  deploymentId: text.optional(),
  runId: text.optional(),
  attempt: z.int().min(1).optional(),
  branch: text.optional(),
  trigger: text.optional(),
  intent: z.enum(['hotfix', 'rollback']).optional(),
  incidents: z.array(text).max(100).optional(),
  path: text.optional(),
  url: text.optional(),
  title: text.optional(),
  firstCommittedAt: moment.optional(),
  revisions: z.array(text).max(1_000).optional(),
  labels: z.array(text).max(100).optional(),
});

const cdevent = z.object({
  context: z.object({ id: text, source: text, type: text, timestamp: moment }),
  subject: z.object({
    id: text,
    source: z.string().max(1_000).optional(),
    content: z
      .object({
        environment: reference.optional(),
        service: reference.optional(),
        repository: reference.optional(),
        artifactId: text.optional(),
        description: z.string().optional(),
        ticketURI: z.string().optional(),
        pipelineName: z.string().optional(),
        taskName: z.string().optional(),
        outcome: z.string().optional(),
        url: z.string().optional(),
        uri: z.string().optional(),
      })
      .default({}),
  }),
  customData: z.unknown().optional(),
});

/** A CDEvent of any version from 0.1 on: what they have in common, and what later ones added. */
export type Cdevent = Pick<z.infer<typeof cdevent>, 'context' | 'subject'> & {
  /** Subject and predicate without the version: `service.deployed`. */
  kind: string;
  fairway: z.infer<typeof fairway>;
};

const TYPE = /^dev\.cdevents\.([a-z]+\.[a-z]+)(\.v?\d[\w.-]*)?$/;

/** Subject and predicate of a CDEvent's type; nothing for any other type. */
export const kindOf = (type: string): string | undefined =>
  TYPE.exec(type)?.[1];

/** A CloudEvent of somebody else, of which nothing is gathered. */
export const otherEvent = (event: {
  id: string;
  source: string;
  type: string;
}): Cdevent => ({
  kind: 'other',
  context: { ...event, timestamp: '' },
  subject: { id: '', content: {} },
  fairway: {},
});

/**
 * Reads the data of a CloudEvent as a CDEvent.
 *
 * https://cdevents.dev/docs/spec
 *
 * @throws InputError with the first field that is not as it must be
 */
export function readCdevent(kind: string, data: unknown): Cdevent {
  const { context, subject, customData } = parse(cdevent, data, 'data');
  const own = (customData as { fairway?: unknown } | null | undefined)?.fairway;
  return {
    ...{ kind, context, subject },
    fairway: own === undefined ? {} : parse(fairway, own, 'customData.fairway'),
  };
}

function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  at: string,
): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InputError(`${[at, ...issue.path].join('.')}: ${issue.message}`);
}

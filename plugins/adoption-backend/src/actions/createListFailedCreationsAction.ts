import { attemptsQuerySchema } from '@fairway/plugin-adoption-common';
import { parseInput, windowOfInput } from '@fairway/serving';
import type { ActionDependencies } from './ActionDependencies';
import { filterInput, limitInput } from './inputs';
import { readRows } from './readRows';
import { attemptsOutput } from './rowOutputs';

/** Registers "list-failed-creations": where creations broke, and whether they were retried since. */
export function createListFailedCreationsAction(
  options: ActionDependencies,
): void {
  const { actionsRegistry, auditor, attempts, now } = options;
  actionsRegistry.register({
    name: 'list-failed-creations',
    title: 'List failed creations',
    description:
      'Lists the runs of Create Service that failed at least once, newest first: for which service and team, how far they came, at which step they broke with which message, and whether they were retried since and how that went. Members see the runs of their own teams, the platform team all; the rest is counted as hidden. Nobody is named.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          ...filterInput(z),
          failure: z
            .string()
            .optional()
            .describe(
              'Only those that failed in this group: the id of one of the failures of get-adoption',
            ),
          finishedOnRetry: z
            .boolean()
            .optional()
            .describe('Only those that ended well all the same, or did not'),
          limit: limitInput(z),
        }),
      output: attemptsOutput,
    },
    examples: [
      {
        title: 'Which creations of payments broke and were not mended?',
        input: {
          team: 'group:default/payments',
          finishedOnRetry: false,
          limit: 50,
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const { failure, finishedOnRetry, ...asked } = parseInput(
        attemptsQuerySchema,
        {
          ...input,
          ...windowOfInput(input, now()),
          finishedOnRetry: input.finishedOnRetry?.toString(),
          limit: String(input.limit),
        },
      );
      return readRows({ auditor, what: 'attempts', team: asked.team }, () =>
        attempts.attempts({
          ...asked,
          wish: { failedOnce: true, failure, finishedOnRetry },
          credentials,
        }),
      );
    },
  });
}

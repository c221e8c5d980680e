import { servicesQuerySchema } from '@fairway/plugin-adoption-common';
import { parseInput, windowOfInput } from '@fairway/serving';
import type { ActionDependencies } from './ActionDependencies';
import { filterInput, limitInput } from './inputs';
import { readRows } from './readRows';
import { servicesListOutput } from './rowOutputs';

/** Registers "list-services-by-path": what is on a path, on which version, and what is not. */
export function createListServicesByPathAction(
  options: ActionDependencies,
): void {
  const { actionsRegistry, auditor, serviceRows, now } = options;
  actionsRegistry.register({
    name: 'list-services-by-path',
    title: 'List services by path',
    description:
      'Lists services as they were when the days ended, by name: whether each is on a path, on which version of it and whether that is behind, how it came to be there, and since when. Members see the services of their own teams, the platform team all; the rest is counted as hidden.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          ...filterInput(z),
          path: z.enum(['on', 'off']).optional().describe('On a path, or off'),
          version: z
            .string()
            .optional()
            .describe(
              'Only those on this version of their path, such as 1.2.0; "none" for those that name none',
            ),
          behind: z
            .boolean()
            .optional()
            .describe('Only those on an older version than their path has now'),
          origin: z.enum(['created', 'imported']).optional(),
          limit: limitInput(z),
        }),
      output: servicesListOutput,
    },
    examples: [
      {
        title: 'Which services of payments are off a path?',
        input: { team: 'group:default/payments', path: 'off', limit: 50 },
      },
      {
        title: 'Which services are behind the newest version of their path?',
        input: { behind: true, limit: 50 },
      },
    ],
    action: async ({ input, credentials }) => {
      const { path, version, behind, origin, ...asked } = parseInput(
        servicesQuerySchema,
        {
          ...input,
          ...windowOfInput(input, now()),
          behind: input.behind?.toString(),
          limit: String(input.limit),
        },
      );
      return readRows(
        { auditor, what: 'services/rows', team: asked.team },
        () =>
          serviceRows.services({
            ...asked,
            wish: { path, version, behind, origin },
            credentials,
          }),
      );
    },
  });
}

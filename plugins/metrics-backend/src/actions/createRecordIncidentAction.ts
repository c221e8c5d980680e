import { audited } from '../routers/audited';
import { parseInput } from '../routers/schemas';
import type { ActionDependencies } from './ActionDependencies';
import { entityInput } from './inputs';
import { recordedIncidentSchema } from './recordSchemas';

/** Registers "record-incident": for tools that no source listens to. */
export function createRecordIncidentAction(options: ActionDependencies): void {
  const { actionsRegistry, auditor, record } = options;
  actionsRegistry.register({
    name: 'record-incident',
    title: 'Record an incident',
    description:
      'Records that a component you own had an incident, or that it is resolved or was none after all. With an id of your own, recording it again brings the incident up to date. Name the deployment or the revision that caused it, where it is known.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: entityInput(z),
          id: z.string().optional().describe('Your own id of the incident'),
          title: z.string(),
          environment: z.string().optional(),
          openedAt: z
            .string()
            .optional()
            .describe('ISO 8601 with offset; now where absent'),
          resolvedAt: z.string().optional().describe('ISO 8601 with offset'),
          deploymentId: z.string().optional().describe('What caused it'),
          revision: z.string().optional().describe('What caused it'),
          withdrawn: z
            .boolean()
            .default(false)
            .describe('True for a false alarm'),
          url: z.string().optional(),
        }),
      output: z =>
        z.object({ incidentId: z.string().describe('Its id as evidence') }),
    },
    examples: [
      {
        title: 'checkout-api answers with errors',
        input: {
          entityRef: 'component:default/checkout-api',
          id: 'INC-7',
          title: 'Baskets are empty',
          withdrawn: false,
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const incident = parseInput(recordedIncidentSchema, input);
      return {
        output: await audited(
          {
            ...{ auditor, eventId: 'deploy-event', severityLevel: 'medium' },
            meta: { entityRef: incident.entityRef, what: 'incident' },
          },
          () => record.incident({ ...incident, credentials }),
        ),
      };
    },
  });
}

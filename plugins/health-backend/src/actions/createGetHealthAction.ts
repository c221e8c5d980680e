import type { AuditorService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { HEALTH_STATUSES } from '@fairway/plugin-health-common';
import { parseInput } from '@fairway/serving';
import { audited } from '../routers/audited';
import { entityRefSchema } from '../routers/schemas';
import type { HealthService } from '../services/HealthService';

/** Registers "get-health": the health of an entity, and why. */
export function createGetHealthAction(options: {
  actionsRegistry: ActionsRegistryService;
  auditor: AuditorService;
  health: HealthService;
}): void {
  const { actionsRegistry, auditor, health } = options;
  actionsRegistry.register({
    name: 'get-health',
    title: 'Get health',
    description:
      'Gives the health of a component (healthy, degraded, unhealthy or unknown) with its reasons, worst first: what each source says, since when, how fresh that is, and where something can be done about it.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('The entity, such as component:default/checkout-api'),
        }),
      output: z => {
        const status = z.enum(HEALTH_STATUSES);
        const moment = z.string().describe('ISO 8601, UTC');
        return z.object({
          entityRef: z.string(),
          status,
          since: moment,
          checkedAt: moment.optional(),
          stale: z
            .boolean()
            .describe(
              'A source has not answered lately, so it may be otherwise',
            ),
          reasons: z.array(
            z.object({
              source: z.string(),
              sourceTitle: z.string(),
              status,
              text: z.string(),
              environment: z.string().optional(),
              since: moment,
              checkedAt: moment,
              stale: z.boolean(),
              link: z.object({ title: z.string(), url: z.string() }).optional(),
            }),
          ),
          revision: z.number(),
        });
      },
    },
    examples: [
      {
        title: 'Is checkout-api healthy?',
        input: { entityRef: 'component:default/checkout-api' },
      },
    ],
    action: async ({ input, credentials }) => {
      const entityRef = parseInput(entityRefSchema, input.entityRef);
      return {
        output: await audited({ auditor, meta: { entityRef } }, () =>
          health.health(entityRef, credentials),
        ),
      };
    },
  });
}

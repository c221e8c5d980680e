import { audited } from '../routers/audited';
import { parseInput } from '../routers/schemas';
import type { ActionDependencies } from './ActionDependencies';
import { entityInput } from './inputs';
import { recordedDeploymentSchema } from './recordSchemas';

/** Registers "record-deployment": for tools that no source listens to. */
export function createRecordDeploymentAction(
  options: ActionDependencies,
): void {
  const { actionsRegistry, auditor, record } = options;
  actionsRegistry.register({
    name: 'record-deployment',
    title: 'Record a deployment',
    description:
      'Records that a component you own was deployed, so that it counts in the delivery metrics. With an id of your own, recording it again changes nothing.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: entityInput(z),
          environment: z
            .string()
            .default('production')
            .describe('Only production counts in the metrics'),
          revision: z.string().describe('The commit, 7 to 64 digits'),
          version: z.string().optional(),
          id: z.string().optional().describe('Your own id of the deployment'),
          finishedAt: z
            .string()
            .optional()
            .describe('ISO 8601 with offset; now where absent'),
          succeeded: z
            .boolean()
            .default(true)
            .describe('False for a rollout that never served'),
          intent: z.enum(['hotfix', 'rollback']).optional(),
          incidents: z
            .array(z.string())
            .optional()
            .describe('Ids of incidents that it answers'),
          url: z.string().optional(),
        }),
      output: z =>
        z.object({ deploymentId: z.string().describe('Its id as evidence') }),
    },
    examples: [
      {
        title: 'checkout-api was deployed',
        input: {
          entityRef: 'component:default/checkout-api',
          environment: 'production',
          revision: '4c1e9f2',
          id: 'build-215',
          succeeded: true,
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const deployment = parseInput(recordedDeploymentSchema, input);
      return {
        output: await audited(
          {
            ...{ auditor, eventId: 'deploy-event', severityLevel: 'medium' },
            meta: { entityRef: deployment.entityRef, what: 'deployment' },
          },
          () => record.deployment({ ...deployment, credentials }),
        ),
      };
    },
  });
}

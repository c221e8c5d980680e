import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  parseEntityRefInput,
  parseInput,
  promotionRequestSchema,
} from '../router/schemas';
import type { ReleasesService } from '../services/ReleasesService';

/** Registers "promote-release": brings a release from one environment to the next. */
export function createPromoteReleaseAction(options: {
  actionsRegistry: ActionsRegistryService;
  releases: ReleasesService;
}): void {
  const { actionsRegistry, releases } = options;
  actionsRegistry.register({
    name: 'promote-release',
    title: 'Promote a release',
    description:
      'Starts the promotion of the version that one environment runs to the next one, usually from staging to production, and answers with the URL of the run that carries it out. Refused when another version runs there by now. A promotion of the same version that is under way is adopted, not doubled.',
    // It replaces what the target environment serves.
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('The entity, such as component:default/checkout-api'),
          from: z
            .string()
            .default('staging')
            .describe('The environment that runs the version'),
          to: z
            .string()
            .default('production')
            .describe('The environment to bring it to'),
          version: z
            .string()
            .describe('The version expected in "from", such as v215'),
        }),
      output: z =>
        z.object({
          url: z.string().describe('The run that carries out the promotion'),
        }),
    },
    examples: [
      {
        title: 'Promote v215 of checkout-api to production',
        input: {
          entityRef: 'component:default/checkout-api',
          from: 'staging',
          to: 'production',
          version: 'v215',
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const { entityRef, ...request } = input;
      return {
        output: await releases.promote({
          entityRef: parseEntityRefInput(entityRef),
          credentials,
          promotion: parseInput(promotionRequestSchema, request),
        }),
      };
    },
  });
}

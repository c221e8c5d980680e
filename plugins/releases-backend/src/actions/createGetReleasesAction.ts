import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseEntityRefInput } from '../router/schemas';
import type { ReleasesService } from '../services/ReleasesService';
import { entityReleasesOutput } from './entityReleasesOutput';

/** Registers "get-releases": where an entity runs. */
export function createGetReleasesAction(options: {
  actionsRegistry: ActionsRegistryService;
  releases: ReleasesService;
}): void {
  const { actionsRegistry, releases } = options;
  actionsRegistry.register({
    name: 'get-releases',
    title: 'Get where a component runs',
    description:
      'Lists the environments of a catalog entity with the release that each one serves, since when and at which URL, the newest attempt where it differs, and the promotion that waits to be made.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('The entity, such as component:default/checkout-api'),
        }),
      output: entityReleasesOutput,
    },
    examples: [
      {
        title: 'Where does checkout-api run?',
        input: { entityRef: 'component:default/checkout-api' },
      },
    ],
    action: async ({ input, credentials }) => ({
      output: await releases.getReleases({
        entityRef: parseEntityRefInput(input.entityRef),
        credentials,
      }),
    }),
  });
}

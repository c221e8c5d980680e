import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import {
  defaultOrganizationTeamTransformer,
  defaultUserTransformer,
} from '@backstage/plugin-catalog-backend-module-github';
import { githubOrgEntityProviderTransformsExtensionPoint } from '@backstage/plugin-catalog-backend-module-github-org';

/**
 * Says where people and teams come from by the forge's real address. The
 * provider itself writes `https://` and drops the rest of the address, which
 * leads nowhere on a laptop.
 */
export const peopleLocationsModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'fairway-people-locations',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        transforms: githubOrgEntityProviderTransformsExtensionPoint,
      },
      async init({ config, transforms }) {
        const forge = config
          .getString('catalog.providers.githubOrg.githubUrl')
          .replace(/\/$/, '');
        transforms.setUserTransformer(async (user, context) =>
          located(
            await defaultUserTransformer(user, context),
            `${forge}/${user.login}`,
          ),
        );
        transforms.setTeamTransformer(async (team, context) =>
          located(
            await defaultOrganizationTeamTransformer(team, context),
            `${forge}/orgs/${context.org}/teams/${team.slug}`,
          ),
        );
      },
    });
  },
});

function located(entity: Entity | undefined, url: string): Entity | undefined {
  return (
    entity && {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: {
          ...entity.metadata.annotations,
          [ANNOTATION_LOCATION]: `url:${url}`,
          [ANNOTATION_ORIGIN_LOCATION]: `url:${url}`,
        },
      },
    }
  );
}

import {
  type AuthService,
  type BackstageUserPrincipal,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';

/**
 * Tokens that anybody can write, so that nobody has to sign in. Between plugins they name the plugin that asks, as real
 * ones do: the permission backend answers only those with a condition.
 */
export const trustingAuth = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }): AuthService => {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    return {
      authenticate: (...given) => auth.authenticate(...given),
      isPrincipal: auth.isPrincipal.bind(auth) as AuthService['isPrincipal'],
      getNoneCredentials: () => auth.getNoneCredentials(),
      getOwnServiceCredentials: () => auth.getOwnServiceCredentials(),
      getLimitedUserToken: credentials => auth.getLimitedUserToken(credentials),
      listPublicServiceKeys: () => auth.listPublicServiceKeys(),
      async getPluginRequestToken(options) {
        const { onBehalfOf } = options;
        if (!auth.isPrincipal(onBehalfOf, 'user'))
          return auth.getPluginRequestToken(options);
        const { userEntityRef } =
          onBehalfOf.principal as BackstageUserPrincipal;
        const actor = { subject: `plugin:${plugin.getId()}` };
        return { token: mockCredentials.user.token(userEntityRef, { actor }) };
      },
    };
  },
});

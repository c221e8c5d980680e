import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { SignInPage } from './SignInPage';

/**
 * The sign-in page, in place of the stock one with its guest. Everybody passes it, seen or unseen, so it is no script
 * of its own.
 */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: { loader: async () => SignInPage },
    }),
  ],
});

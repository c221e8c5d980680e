import {
  createFrontendModule,
  ErrorDisplay as ErrorDisplayComponent,
  NotFoundErrorPage,
  PageLayout as PageLayoutComponent,
  Progress,
} from '@backstage/frontend-plugin-api';
import {
  SwappableComponentBlueprint,
  TranslationBlueprint,
} from '@backstage/plugin-app-react';
import { ErrorDisplay } from './ErrorDisplay';
import { LoadingLine } from './LoadingLine';
import { NotFound } from './NotFound';
import { PageLayout } from './PageLayout';
import { translations } from './translations';

/** What pages of all plugins share: header, loading, errors, and the page that is not there. */
export const pagesModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SwappableComponentBlueprint.make({
      name: 'core-not-found-error-page',
      params: define =>
        define({ component: NotFoundErrorPage, loader: () => NotFound }),
    }),
    SwappableComponentBlueprint.make({
      name: 'core-error-display',
      params: define =>
        define({
          component: ErrorDisplayComponent,
          loader: () => ErrorDisplay,
        }),
    }),
    SwappableComponentBlueprint.make({
      name: 'core-progress',
      params: define =>
        define({ component: Progress, loader: () => LoadingLine }),
    }),
    SwappableComponentBlueprint.make({
      name: 'core-page-layout',
      params: define =>
        define({ component: PageLayoutComponent, loader: () => PageLayout }),
    }),
    ...Object.entries(translations).map(([name, resource]) =>
      TranslationBlueprint.make({ name, params: { resource } }),
    ),
  ],
});

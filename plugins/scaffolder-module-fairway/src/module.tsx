import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { attemptsApi, createApi } from './apis';
import { formFields } from './formFields';
import { createPage, pathsSubPage, runsSubPage } from './pages';

/** Fairway's Create and Runs pages in place of the scaffolder's own, and its form fields. */
export default createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    createApi,
    attemptsApi,
    createPage,
    pathsSubPage,
    runsSubPage,
    ...formFields,
  ],
});

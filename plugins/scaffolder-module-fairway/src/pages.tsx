import { RiAddLine } from '@remixicon/react';
import {
  coreExtensionData,
  createExtensionInput,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  FormFieldBlueprint,
  scaffolderTemplateOutputsBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { rootRouteRef } from './routes';

/**
 * Takes the place of the stock page with its tabs: each part below it brings its own header. What the stock
 * page takes in stays, so that other plugins' fields and sub-pages find their place.
 */
export const createPage = PageBlueprint.makeWithOverrides({
  inputs: {
    formFields: createExtensionInput([
      FormFieldBlueprint.dataRefs.formFieldLoader,
    ]),
  },
  factory(originalFactory, { inputs }) {
    const parts = inputs.pages.map(page => ({
      path: page.get(coreExtensionData.routePath),
      title: page.get(coreExtensionData.title) ?? '',
      element: page.get(coreExtensionData.reactElement),
    }));
    return originalFactory({
      path: '/create',
      routeRef: rootRouteRef,
      title: 'Create Service',
      icon: <RiAddLine size={16} />,
      noHeader: true,
      loader: () =>
        import('./components/CreateRouter').then(m => (
          <m.CreateRouter parts={parts} />
        )),
    });
  },
});

/** Path, Describe and Review, below /create/templates. */
export const pathsSubPage = SubPageBlueprint.make({
  name: 'templates',
  params: {
    path: 'templates',
    title: 'Paths',
    loader: () =>
      import('./components/CreateRouter').then(m => <m.PathsRouter />),
  },
});

/** Runs, below /create/tasks. */
export const runsSubPage = SubPageBlueprint.makeWithOverrides({
  name: 'tasks',
  inputs: {
    templateOutputsComponents: createExtensionInput(
      [
        scaffolderTemplateOutputsBlueprint.dataRefs.component,
        scaffolderTemplateOutputsBlueprint.dataRefs.templateRefs,
      ],
      { optional: true },
    ),
  },
  factory(originalFactory, { inputs }) {
    const { component, templateRefs } =
      scaffolderTemplateOutputsBlueprint.dataRefs;
    const outputs = inputs.templateOutputsComponents.map(input => ({
      component: input.get(component),
      templateRefs: input.get(templateRefs),
    }));
    return originalFactory({
      path: 'tasks',
      title: 'Runs',
      loader: () =>
        import('./components/CreateRouter').then(m => (
          <m.RunsRouter outputs={outputs} />
        )),
    });
  },
});

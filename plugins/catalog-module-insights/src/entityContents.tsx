import {
  EntityContentBlueprint,
  EntityContentLayoutBlueprint,
} from '@backstage/plugin-catalog-react/alpha';

/** The overview's two columns, and the tab that draws what an entity hangs together with. */
export const entityContents = [
  EntityContentLayoutBlueprint.make({
    name: 'columns',
    params: {
      loader: async () =>
        import('./components/OverviewLayout').then(m => m.OverviewLayout),
    },
  }),
  EntityContentBlueprint.make({
    name: 'dependencies',
    params: {
      path: 'dependencies',
      title: 'Dependencies',
      group: 'observability',
      filter: {
        kind: { $in: ['component', 'api', 'resource', 'system', 'domain'] },
      },
      loader: async () =>
        import('./components/DependenciesTab').then(m => <m.DependenciesTab />),
    },
  }),
];

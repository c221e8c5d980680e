import {
  EntityContentBlueprint,
  EntityContentLayoutBlueprint,
} from '@backstage/plugin-catalog-react/alpha';

/** The overview's two columns, and the tabs that say how an entity is doing and what it hangs together with. */
export const entityContents = [
  EntityContentLayoutBlueprint.make({
    name: 'columns',
    params: {
      loader: async () =>
        import('./components/OverviewLayout').then(m => m.OverviewLayout),
    },
  }),
  EntityContentBlueprint.make({
    name: 'delivery',
    params: {
      path: 'delivery',
      title: 'Delivery',
      group: 'overview',
      filter: { kind: { $in: ['component', 'group', 'system', 'domain'] } },
      loader: async () =>
        import('./delivery/DeliveryTab').then(m => <m.DeliveryTab />),
    },
  }),
  EntityContentBlueprint.make({
    name: 'health',
    params: {
      path: 'health',
      title: 'Health',
      group: 'overview',
      filter: { kind: 'component' },
      loader: async () =>
        import('./health/HealthTab').then(m => <m.HealthTab />),
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

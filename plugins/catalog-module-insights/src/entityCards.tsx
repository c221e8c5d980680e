import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** Those who own. */
const owners = { kind: { $in: ['group', 'user'] } };

/** Kinds that somebody owns. */
const owned = {
  kind: {
    $in: ['component', 'api', 'resource', 'system', 'domain', 'template'],
  },
};

/** The cards of an entity's overview. */
export const entityCards = [
  EntityCardBlueprint.make({
    name: 'health',
    params: {
      type: 'content',
      filter: { kind: 'component' },
      loader: async () =>
        import('./health/HealthCard').then(m => <m.HealthCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'health-roll-up',
    params: {
      type: 'content',
      filter: { kind: { $in: ['group', 'system', 'domain'] } },
      loader: async () =>
        import('./health/RollUpCard').then(m => <m.RollUpCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'delivery',
    params: {
      type: 'content',
      filter: { kind: { $in: ['component', 'group', 'system', 'domain'] } },
      loader: async () =>
        import('./delivery/GlanceCard').then(m => <m.GlanceCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'parts',
    params: {
      type: 'content',
      filter: { kind: { $in: ['system', 'domain'] } },
      loader: async () =>
        import('./components/PartsCard').then(m => <m.PartsCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'members',
    params: {
      type: 'content',
      filter: { kind: 'group' },
      loader: async () =>
        import('./components/MembersCard').then(m => <m.MembersCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'owns',
    params: {
      type: 'content',
      filter: owners,
      loader: async () =>
        import('./components/OwnsCard').then(m => <m.OwnsCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'profile',
    params: {
      type: 'info',
      filter: owners,
      loader: async () =>
        import('./components/ProfileCard').then(m => <m.ProfileCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'ownership',
    params: {
      type: 'info',
      filter: owned,
      loader: async () =>
        import('./components/OwnershipCard').then(m => <m.OwnershipCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'quick-links',
    params: {
      type: 'info',
      loader: async () =>
        import('./components/LinksCard').then(m => <m.LinksCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'neighbours',
    params: {
      type: 'info',
      filter: owned,
      loader: async () =>
        import('./components/RelationsCard').then(m => <m.RelationsCard />),
    },
  }),
];

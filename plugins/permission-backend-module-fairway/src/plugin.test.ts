import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import type { Permission } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { accessTable } from './accessTable';
import permissionModuleFairway from './index';

// Who is allowed what: A always, D never, O their own entities, C what they
// started themselves. A developer and an owner differ only in what is theirs.
const expected: Record<string, { member: string; platform: string }> = {
  'catalog.entity.read': { member: 'A', platform: 'A' },
  'catalog.entity.create': { member: 'A', platform: 'A' },
  'catalog.entity.validate': { member: 'A', platform: 'A' },
  'catalog.entity.refresh': { member: 'O', platform: 'A' },
  'catalog.entity.delete': { member: 'O', platform: 'A' },
  'catalog.location.read': { member: 'A', platform: 'A' },
  'catalog.location.create': { member: 'A', platform: 'A' },
  'catalog.location.analyze': { member: 'A', platform: 'A' },
  'catalog.location.delete': { member: 'A', platform: 'A' },
  'catalog.ingestion.read': { member: 'D', platform: 'A' },
  'catalog.ingestion.manage': { member: 'D', platform: 'A' },
  'scaffolder.task.create': { member: 'A', platform: 'A' },
  'scaffolder.task.read': { member: 'C', platform: 'A' },
  'scaffolder.task.cancel': { member: 'C', platform: 'A' },
  'scaffolder.template.parameter.read': { member: 'A', platform: 'A' },
  'scaffolder.template.step.read': { member: 'A', platform: 'A' },
  'scaffolder.action.execute': { member: 'A', platform: 'A' },
  'scaffolder.template.dry-run': { member: 'D', platform: 'A' },
  'scaffolder.template.management': { member: 'D', platform: 'A' },
  'release.promote': { member: 'O', platform: 'A' },
  'metrics.organisation.read': { member: 'A', platform: 'A' },
  'metrics.ingest.manage': { member: 'D', platform: 'A' },
  'metrics.facts.record': { member: 'O', platform: 'A' },
  'adoption.read': { member: 'A', platform: 'A' },
  'adoption.detail.read': { member: 'O', platform: 'A' },
  'adoption.manage': { member: 'D', platform: 'A' },
  'kubernetes.clusters.read': { member: 'A', platform: 'A' },
  'kubernetes.resources.read': { member: 'A', platform: 'A' },
  'workload.read': { member: 'O', platform: 'A' },
  'kubernetes.proxy': { member: 'D', platform: 'A' },
  'scheduler.task.manage': { member: 'D', platform: 'A' },
};

const groups: Record<string, string[]> = {
  'user:default/dana': ['user:default/dana', 'group:default/checkout'],
  'user:default/petra': ['user:default/petra', 'group:default/platform'],
};
const verdicts: Record<string, object> = {
  A: { result: 'ALLOW' },
  D: { result: 'DENY' },
  O: {
    result: 'CONDITIONAL',
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions: {
      rule: 'IS_ENTITY_OWNER',
      resourceType: 'catalog-entity',
      params: { claims: groups['user:default/dana'] },
    },
  },
  C: {
    result: 'CONDITIONAL',
    pluginId: 'scaffolder',
    resourceType: 'scaffolder-task',
    conditions: {
      rule: 'IS_TASK_OWNER',
      resourceType: 'scaffolder-task',
      params: { createdBy: ['user:default/dana'] },
    },
  },
};

const start = (platformTeams: string[]) =>
  startTestBackend({
    features: [
      permissionPlugin,
      permissionModuleFairway,
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true }, fairway: { platformTeams } },
      }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          async getUserInfo(credentials) {
            const { userEntityRef } = credentials.principal as {
              userEntityRef: string;
            };
            return {
              userEntityRef,
              ownershipEntityRefs: groups[userEntityRef],
            };
          },
        }),
      }),
    ],
  });

describe("Fairway's policy", () => {
  let server: Awaited<ReturnType<typeof start>>['server'];

  beforeAll(async () => {
    ({ server } = await start(['platform']));
  });

  // As a plugin asks on behalf of a person: what depends on the resource comes
  // back as a condition.
  async function decide(who: string | undefined, permission: Permission) {
    const actor = { subject: 'plugin:catalog' };
    const authorization = who
      ? `Bearer ${mockCredentials.user.token(who, { actor })}`
      : mockCredentials.none.header();
    return await request(server)
      .post('/api/permission/authorize')
      .set('authorization', authorization)
      .send({ items: [{ id: '1', permission }] });
  }

  const rows = [...accessTable.values()].map(([permission]) => permission);

  it('knows the permissions of the table and no others', () => {
    expect([...accessTable.keys()].sort()).toEqual(
      Object.keys(expected).sort(),
    );
  });

  it.each(rows.map(row => [row.name, row]))('%s', async (name, permission) => {
    const { member, platform } = expected[name];

    const dana = await decide('user:default/dana', permission);
    expect(dana.body.items).toEqual([{ id: '1', ...verdicts[member] }]);

    const petra = await decide('user:default/petra', permission);
    expect(petra.body.items).toEqual([{ id: '1', ...verdicts[platform] }]);

    const nobody = await decide(undefined, permission);
    expect([undefined, 'DENY']).toContain(nobody.body.items?.[0].result);
  });

  it.each(['user:default/dana', 'user:default/petra'])(
    'denies %s what it does not know',
    async who => {
      const { body } = await decide(who, {
        type: 'basic',
        name: 'coffee.brew',
        attributes: {},
      });
      expect(body.items).toEqual([{ id: '1', result: 'DENY' }]);
    },
  );

  it('denies a known name of another kind', async () => {
    const asBasic = await decide('user:default/petra', {
      type: 'basic',
      name: 'catalog.entity.delete',
      attributes: {},
    });
    const asOther = await decide('user:default/petra', {
      type: 'resource',
      name: 'catalog.entity.delete',
      attributes: {},
      resourceType: 'scaffolder-task',
    });
    expect(asBasic.body.items).toEqual([{ id: '1', result: 'DENY' }]);
    expect(asOther.body.items).toEqual([{ id: '1', result: 'DENY' }]);
  });
});

it('does not start with a platform team that is no group', async () => {
  await expect(start(['user:default/petra'])).rejects.toThrow(
    'fairway.platformTeams[0]: "user:default/petra" is not a group',
  );
});

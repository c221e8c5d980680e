import { TestDatabases, mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { scenario } from './__testUtils__/scenario';
import {
  OWNER,
  READER,
  STRANGER,
  startMetrics,
} from './__testUtils__/startMetrics';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});
const SHOP = 'component:default/shop';
const JANUARY = {
  from: '2026-01-01T00:00:00Z',
  to: '2026-01-31T00:00:00Z',
};

describe('the actions', () => {
  let knex: Knex;
  let metrics: Awaited<ReturnType<typeof startMetrics>>;

  const invoke = async (name: string, input: object, user: string = OWNER) =>
    (
      await metrics.actionsRegistry.invoke({
        id: `test:${name}`,
        input: input as any,
        credentials: mockCredentials.user(user),
      })
    ).output as any;

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    metrics = await startMetrics({ knex });
  });

  afterEach(() => metrics.backend.stop());

  it('give the figures, explain them and list the deployments', async () => {
    await metrics.tell(scenario('forge/shop'));
    for (const scope of [SHOP, 'group:default/checkout', 'organisation']) {
      const { figures } = await invoke('get-delivery-metrics', {
        scope,
        ...JANUARY,
      });
      expect(figures.changeLeadTime).toMatchObject({ n: 5, value: 3600 });
      const { items, more } = await invoke('explain-metric', {
        ...{ scope, ...JANUARY },
        ...{ metric: 'failedDeploymentRecoveryTime', limit: 1 },
      });
      expect(items[0].evidence.failure).toEqual(['hotfix d6']);
      expect(more).toBe(true);
      const listed = await invoke('list-deployments', { scope, ...JANUARY });
      expect(listed.items).toHaveLength(7);
    }
    const recent = await invoke('get-delivery-metrics', { scope: SHOP });
    expect(Date.parse(recent.to) - Date.parse(recent.from)).toBeGreaterThan(
      89 * 86_400_000,
    );
    await expect(
      invoke('get-delivery-metrics', { scope: SHOP }, STRANGER),
    ).rejects.toThrow('No entity component:default/shop was found');
    await expect(
      invoke('get-delivery-metrics', { scope: 'a:b:c' }),
    ).rejects.toThrow('must read kind:namespace/name');
  });

  it('record deployments and incidents, once for each id', async () => {
    const deployment = {
      ...{ entityRef: SHOP, environment: 'production', id: 'build-1' },
      ...{ revision: 'abcdef1', finishedAt: '2026-01-05T10:00:00Z' },
    };
    for (const _ of [1, 2])
      expect(await invoke('record-deployment', deployment)).toEqual({
        deploymentId: 'recorded-build-1',
      });
    const incident = {
      ...{ entityRef: SHOP, id: 'INC-7', title: 'Baskets are empty' },
      openedAt: '2026-01-05T11:00:00Z',
    };
    await invoke('record-incident', incident);
    expect(
      await invoke('record-incident', {
        ...incident,
        resolvedAt: '2026-01-05T12:00:00+00:00',
      }),
    ).toEqual({ incidentId: `INC-7@${SHOP}` });
    await metrics.settled();
    const { items } = await invoke('list-deployments', {
      ...{ scope: SHOP, ...JANUARY },
    });
    expect(items).toMatchObject([
      {
        // The one project that the entity is delivered from.
        project: 'forge/shop',
        failed: true,
        recoveredAt: '2026-01-05T12:00:00.000Z',
      },
    ]);
    expect(metrics.audits).toContainEqual({
      ...{ eventId: 'deploy-event', failed: false },
      meta: { entityRef: SHOP, what: 'deployment' },
    });
  });

  it('record nothing for those who do not own the entity, and nothing that is wrong', async () => {
    const deployment = { entityRef: SHOP, revision: 'abcdef1' };
    await expect(
      invoke('record-deployment', deployment, READER),
    ).rejects.toThrow('You do not own component:default/shop');
    await expect(
      invoke('record-deployment', deployment, STRANGER),
    ).rejects.toThrow('was found');
    for (const [wrong, message] of [
      [{ revision: 'main' }, 'revision: a commit id'],
      [{ finishedAt: '2026-02-30T00:00:00Z' }, 'finishedAt: a moment'],
      [{ url: 'file:///etc/passwd' }, 'url: an http or https URL'],
      [{ version: 'a\nb' }, 'version: one line'],
      [{ id: '../x y' }, 'id: at most 80'],
    ] as const)
      await expect(
        invoke('record-deployment', { ...deployment, ...wrong }),
      ).rejects.toThrow(message);
    await expect(
      invoke('record-incident', {
        ...{ entityRef: SHOP, title: 'Down' },
        ...{ openedAt: '2026-01-05T11:00:00Z' },
        ...{ resolvedAt: '2026-01-05T10:00:00Z' },
      }),
    ).rejects.toThrow('resolvedAt: not before openedAt');
    expect(await knex('deployment')).toEqual([]);
    expect(await knex('incident')).toEqual([]);
  });
});

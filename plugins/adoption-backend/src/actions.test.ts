import { TestDatabases, mockCredentials } from '@backstage/backend-test-utils';
import { TEMPLATE } from './__testUtils__/facts';
import { JANUARY } from './__testUtils__/scenario';
import {
  MEMBER,
  OTHER,
  PLATFORM,
  STRANGER,
} from './__testUtils__/startAdoption';
import { startScenario } from './__testUtils__/startScenario';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});
const WINDOW = Object.fromEntries(new URLSearchParams(JANUARY));

describe('the actions', () => {
  let adoption: Awaited<ReturnType<typeof startScenario>>;

  const invoke = async (name: string, input: object, user = PLATFORM) =>
    (
      await adoption.actionsRegistry.invoke({
        id: `test:${name}`,
        input: input as any,
        credentials: mockCredentials.user(user),
      })
    ).output as any;

  beforeAll(async () => {
    adoption = await startScenario(await databases.init('SQLITE_3'));
  });

  it('tell what the dashboard tells, to whoever may see it', async () => {
    const told = await invoke('get-adoption', WINDOW, MEMBER);
    for (const part of ['creations', 'services', 'delivery']) {
      const { body } = await adoption.get(`/${part}?${JANUARY}`, MEMBER);
      expect(body).toMatchObject(told[part]);
    }
    expect(told).toMatchObject({
      ...{ from: '2026-01-01T00:00:00Z', zone: 'UTC', filters: {} },
      before: { to: '2026-01-01T00:00:00Z' },
      creations: {
        attempts: { n: 5 },
        failures: { finishedOnRetry: 1, notFinished: 1 },
        timeToFirstDeploy: { n: 1, median: 7_380 },
      },
      services: { share: { count: 2 } },
      delivery: { metrics: { changeLeadTime: { onPath: { median: 900 } } } },
    });
    // Nothing over time: that is for pictures.
    expect(told.services.moments).toBeUndefined();
    expect(told.creations.timeToFirstDeploy.points).toBeUndefined();
    expect(JSON.stringify(told)).not.toMatch(/user:|dana/);

    const team = 'group:default/checkout';
    const narrowed = await invoke('get-adoption', { ...WINDOW, team });
    expect(narrowed.filters).toEqual({ team });
    expect(narrowed.creations.funnel.map(({ n }: any) => n)).toEqual([
      ...[null, 3, 1, 1, 1, 1],
    ]);
    const recent = await invoke('get-adoption', {});
    const days = (Date.parse(recent.to) - Date.parse(recent.from)) / 86_400_000;
    expect([90, 91]).toContain(days);
    await expect(invoke('get-adoption', WINDOW, STRANGER)).rejects.toThrow(
      'You may not read how the platform is adopted',
    );
  });

  it('list failed creations with the step, the message and the retry, to those whose they are', async () => {
    const all = await invoke('list-failed-creations', WINDOW);
    expect(all).toMatchObject({
      ...{ total: 2, hidden: 0, more: false },
      items: [
        {
          ...{ taskId: 'three', outcome: 'failed', reached: 'started' },
          failures: [{ step: 'publish', stepName: 'Publish the repository' }],
        },
        {
          ...{ taskId: 'two', outcome: 'completed', reached: 'staging' },
          failures: [{ message: 'Tests of acme/svc-two failed' }],
          retried: { taskId: 'two', outcome: 'completed' },
        },
      ],
    });
    expect(all.items[0].retried).toBeUndefined();

    const { items, hidden } = await invoke(
      'list-failed-creations',
      { ...WINDOW, finishedOnRetry: false },
      MEMBER,
    );
    expect(items.map(({ taskId }: any) => taskId)).toEqual(['three']);
    expect(hidden).toBe(0);
    const [{ failure }] = all.items[1].failures;
    expect(
      await invoke('list-failed-creations', { ...WINDOW, failure }, MEMBER),
    ).toMatchObject({ total: 1, hidden: 1, items: [] });
    expect(
      await invoke('list-failed-creations', { ...WINDOW, limit: 1 }),
    ).toMatchObject({ total: 2, more: true, items: [{ taskId: 'three' }] });

    const team = 'group:default/payments';
    const asked = { ...WINDOW, team };
    expect(
      (await invoke('list-failed-creations', asked, OTHER)).items,
    ).toHaveLength(1);
    await expect(
      invoke('list-failed-creations', asked, MEMBER),
    ).rejects.toThrow(`You are not a member of ${team}`);
    expect(adoption.audits).toContainEqual({
      ...{ eventId: 'adoption-detail-read', failed: true },
      meta: { what: 'attempts', team },
    });
  });

  it('list services by path and version, to those whose they are', async () => {
    const behind = { ...WINDOW, template: TEMPLATE, version: '1.0.0' };
    for (const [user, items] of [
      [PLATFORM, [{ entityRef: 'component:default/svc-one', behind: true }]],
      [OTHER, []],
    ] as const)
      expect(await invoke('list-services-by-path', behind, user)).toMatchObject(
        { total: 1, hidden: 1 - items.length, items },
      );
    for (const [wanted, name] of [
      [true, 'svc-one'],
      [false, 'svc-two'],
    ] as const)
      expect(
        (await invoke('list-services-by-path', { ...WINDOW, behind: wanted }))
          .items,
      ).toMatchObject([{ entityRef: `component:default/${name}` }]);
    const off = await invoke('list-services-by-path', { path: 'off' });
    expect(off.items).toMatchObject([
      { entityRef: 'component:default/old', origin: 'imported', onPath: false },
    ]);
  });

  it.each([
    ['get-adoption', { from: 'x' }, 'from: a moment as ISO 8601'],
    ['get-adoption', { team: 'checkout' }, 'team: must read group:'],
    ['get-adoption', { to: '2026-02-01' }, 'to: a moment as ISO 8601'],
    ['list-failed-creations', { failure: "'" }, 'failure: the id of a group'],
    ['list-services-by-path', { template: 'x' }, 'template: must read'],
  ])('refuse what makes no sense: %s %j', async (name, input, message) => {
    await expect(invoke(name, input)).rejects.toThrow(message);
  });
});

import { accessTable } from '@fairway/plugin-permission-backend-module-fairway';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { ask, Person, PortalContext } from '../PortalContext';

const SERVICE = { token: 'a-service-token-that-may-read-the-catalog' };

/** Configuration of the service whose token is used below. */
export const serviceAccess = {
  type: 'static',
  options: { token: SERVICE.token, subject: 'reader' },
  accessRestrictions: [
    { plugin: 'catalog', permission: 'catalog.entity.read' },
  ],
};

// Lena leads payments, which owns billing. Dana is of another team.
const BILLING = 'system:default/billing';

const callers: Record<Person, Record<string, boolean>> = {
  dana: { everyone: true, owner: false, creator: false, platform: false },
  lena: { everyone: true, owner: true, creator: true, platform: false },
  petra: { everyone: true, owner: true, creator: true, platform: true },
};

/** Statuses by caller; a service's token for another plugin is nobody's here. */
const reading = { dana: 200, lena: 200, petra: 200, nobody: 401, service: 403 };
const managing = { ...reading, dana: 403, lena: 403 };
const owning = { ...reading, dana: 403 };
/** What is sent below is nothing that the wizard tells. */
const unreadable = { ...reading, dana: 400, lena: 400, petra: 400 };
const unknown = { ...reading, dana: 404, lena: 404, petra: 404 };
const unsigned = {
  dana: 401,
  lena: 401,
  petra: 401,
  nobody: 401,
  service: 401,
};
const unknownToPeople = { dana: 404, lena: 404, petra: 404, service: 403 };

/** Every permission of every plugin, asked for by each kind of caller. */
export function accessSuite(context: () => PortalContext) {
  let lenasTask: string;

  beforeAll(async () => {
    const { body } = await ask(context(), 'lena', '/api/scaffolder/v2/tasks', {
      body: {
        templateRef: 'template:default/node-service',
        values: {
          name: 'ledger',
          owner: 'group:default/payments',
          description: 'Keeps the books',
          tier: '2',
        },
      },
    });
    lenasTask = body.id;
  });

  afterAll(async () => {
    await ask(
      context(),
      'lena',
      `/api/scaffolder/v2/tasks/${lenasTask}/cancel`,
      {
        method: 'POST',
      },
    );
  });

  it('knows every permission of every plugin', async () => {
    const found: string[] = [];
    for (const plugin of context().portal.plugins) {
      const { status, body } = await ask(
        context(),
        'petra',
        `/api/${plugin}/.well-known/backstage/permissions/metadata`,
      );
      if (status === 200 && body.permissions) {
        found.push(...body.permissions.map(({ name }: any) => name));
      }
    }
    expect(found).toEqual(
      expect.arrayContaining(['catalog.entity.read', 'release.promote']),
    );
    expect(found.filter(name => !accessTable.has(name))).toEqual([]);
  });

  it.each([...accessTable])('%s', async (_, [permission, audience]) => {
    const resources: Record<string, string> = {
      'catalog-entity': BILLING,
      'scaffolder-task': lenasTask,
      'scaffolder-template': 'template:default/node-service',
      'scaffolder-action': 'debug:log',
    };
    const item = {
      id: '1',
      permission,
      ...(isResourcePermission(permission) && {
        resourceRef: resources[permission.resourceType],
      }),
    };
    for (const [who, may] of Object.entries(callers)) {
      const { body } = await ask(
        context(),
        who as Person,
        '/api/permission/authorize',
        { body: { items: [item] } },
      );
      expect([who, body.items]).toEqual([
        who,
        [{ id: '1', result: may[audience] ? 'ALLOW' : 'DENY' }],
      ]);
    }
    const nobody = await ask(
      context(),
      undefined,
      '/api/permission/authorize',
      {
        body: { items: [item] },
      },
    );
    expect([401, 'DENY']).toContain(
      nobody.body.items?.[0].result ?? nobody.status,
    );
  });

  it('lets a service do what its token is for', async () => {
    const read = await ask(context(), SERVICE, '/api/catalog/entities');
    expect(read.status).toBe(200);
    const refused = await Promise.all(
      [
        ask(context(), SERVICE, '/api/catalog/locations', {
          body: { type: 'url', target: `${context().portal.forge}/acme/x` },
        }),
        ask(context(), SERVICE, '/api/scaffolder/v2/tasks'),
        ask(context(), SERVICE, '/api/catalog/.backstage/scheduler/v1/tasks'),
      ].map(async answer => (await answer).status),
    );
    expect(refused).toEqual([403, 403, 403]);
  });

  it('shows a request to who made it, and to the platform team', async () => {
    const task = `/api/scaffolder/v2/tasks/${lenasTask}`;
    expect((await ask(context(), 'lena', task)).status).toBe(200);
    expect((await ask(context(), 'petra', task)).status).toBe(200);
    expect((await ask(context(), 'dana', task)).status).toBe(403);
    const cancel = { method: 'POST' };
    expect(
      (await ask(context(), 'dana', `${task}/cancel`, cancel)).status,
    ).toBe(403);
    expect(
      (await ask(context(), 'dana', `${task}/retry`, { body: {} })).status,
    ).toBe(403);
  });

  const proposal = {
    entityRef: 'system:default/checkout',
    owner: 'group:default/payments',
  };
  const refusingPeople = { ...reading, dana: 400, lena: 400, petra: 400 };
  const proposing = { ...reading, dana: 403, lena: 403, petra: 201 };

  it.each<[string, object | undefined, Record<Person | 'nobody', number>]>([
    ['names/a-name-to-come', undefined, reading],
    ['check', {}, refusingPeople],
    // Dana is of another team than she proposes; Lena proposes her own for what others look after.
    ['owner-changes', proposal, proposing],
  ])('/api/scaffolder/fairway/%s', async (path, body, expected) => {
    for (const [who, caller] of [
      ['nobody', undefined],
      ['service', SERVICE],
      ['dana', 'dana'],
      ['lena', 'lena'],
      ['petra', 'petra'],
    ] as const) {
      const url = `/api/scaffolder/fairway/${path}`;
      const { status } = await ask(context(), caller, url, { body });
      expect([who, status]).toEqual([who, expected[who as 'nobody']]);
    }
  });

  it('leaves scheduled tasks to the platform team', async () => {
    const tasks = '/api/catalog/.backstage/scheduler/v1/tasks';
    const { body } = await ask(context(), 'petra', tasks);
    const trigger = `${tasks}/${encodeURIComponent(body.tasks[0].taskId)}/trigger`;
    for (const [path, init] of [
      [tasks, {}],
      [trigger, { method: 'POST' }],
      [trigger.replace('trigger', 'cancel'), { method: 'POST' }],
      [tasks.toUpperCase().replace('/API/CATALOG', '/api/catalog'), {}],
    ] as const) {
      expect((await ask(context(), 'dana', path, init)).status).toBe(403);
      expect((await ask(context(), undefined, path, init)).status).toBe(401);
    }
    expect(
      (await ask(context(), 'petra', trigger, { method: 'POST' })).status,
    ).not.toBe(403);
  });

  it.each<[string, string, Record<Person | 'nobody' | 'service', number>]>([
    ['GET', '/metrics/organisation?WINDOW', reading],
    ['GET', '/metrics/organisation/series?WINDOW', reading],
    ['GET', '/metrics/organisation/distribution?WINDOW', reading],
    ['GET', '/metrics/coverage', reading],
    ['GET', '/metrics/changes', reading],
    ['GET', '/metrics/inbox', managing],
    ['GET', '/metrics/dead-letters', managing],
    ['GET', '/metrics/unmatched', managing],
    ['POST', '/metrics/replay', managing],
    ['POST', '/metrics/rebuild', { ...managing, petra: 202 }],
    // Of whom only the signature counts.
    ['POST', '/metrics/ingest/github', unsigned],
    ['POST', '/metrics/ingest/nobody', { ...unsigned, ...unknownToPeople }],
    ['GET', '/metrics/entities/component/default/none?WINDOW', unknown],
    ['GET', '/metrics/entities/component/default/none/series?WINDOW', unknown],
    ['GET', '/metrics/scopes/owner/default/none?WINDOW', unknown],
    ['GET', '/adoption/creations?WINDOW', reading],
    ['GET', '/adoption/services?WINDOW', reading],
    ['GET', '/adoption/delivery?WINDOW', reading],
    // Rows of other teams are left out; who asks for them is refused.
    ['GET', '/adoption/attempts?WINDOW', reading],
    ['GET', '/adoption/attempts?WINDOW&team=group:default/payments', owning],
    ['GET', '/adoption/deploys?WINDOW', reading],
    ['GET', '/adoption/services/rows?WINDOW', reading],
    ['GET', '/adoption/services/rows?WINDOW&team=none', managing],
    ['GET', '/adoption/delivery/rows?WINDOW&metric=changeLeadTime', reading],
    ['POST', '/adoption/attempts', unreadable],
    ['POST', '/adoption/rebuild', { ...managing, petra: 202 }],
  ])('%s /api%s', async (method, path, expected) => {
    const window = 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z';
    for (const [who, caller] of [
      ...Object.keys(callers).map(name => [name, name as Person] as const),
      ['nobody', undefined] as const,
      ['service', SERVICE] as const,
    ]) {
      const { status } = await ask(
        context(),
        caller,
        `/api${path.replace('WINDOW', window)}`,
        { method, ...(method === 'POST' && { body: { source: 'github' } }) },
      );
      expect([who, status]).toEqual([who, expected[who as 'nobody']]);
    }
  });

  it('shows what runs in clusters to its owners', async () => {
    const query = (
      who: Person,
      body: object,
      path = 'resources/workloads/query',
    ) => ask(context(), who, `/api/kubernetes/${path}`, { body });
    const byRef = { entityRef: BILLING, auth: {} };
    expect((await query('dana', byRef)).status).toBe(403);
    expect((await query('lena', byRef)).body).toEqual({ items: [] });
    expect((await query('lena', {})).status).toBe(400);

    const billing = {
      kind: 'System',
      metadata: { name: 'billing', namespace: 'default' },
    };
    const danas = { entityRef: 'system:default/checkout', entity: billing };
    expect((await query('dana', danas, 'services/billing')).status).toBe(403);
    const swapped = {
      entityRef: BILLING,
      entity: { ...billing, metadata: { name: 'checkout' } },
    };
    expect((await query('dana', swapped)).status).toBe(403);

    const clusters = await ask(context(), 'dana', '/api/kubernetes/clusters');
    expect(clusters.body).toEqual({ items: [] });
  });
}

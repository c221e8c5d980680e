import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { startSandbox } from '@fairway/sandbox';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startScaffolder } from '../__testUtils__/startScaffolder';

jest.setTimeout(120_000);

const catalogFile = `# Read by the catalog.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: geo-lookup
spec:
  type: service
  owner: group:default/maps # gone
`;

let stateDir: string;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;

async function forge(method: string, path: string, body?: object) {
  const response = await fetch(`${sandbox.apiBaseUrl}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${sandbox.token}`,
      'content-type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
  expect(`${response.status} ${path}`).toMatch(/^20/);
  return response.json() as Promise<any>;
}

function component(name: string, fields: Partial<Entity> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-location': `url:http://${sandbox.host}/acme/${name}/blob/main/catalog-info.yaml`,
      },
    },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/maps' }],
    ...fields,
  };
}

function team(name: string, ...members: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    relations: members.map(member => ({
      type: 'hasMember',
      targetRef: `user:default/${member}`,
    })),
  };
}

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'fairway-owners-'));
  sandbox = await startSandbox({
    stateDir,
    runner: false,
    deployTarget: false,
  });
  for (const name of ['geo-lookup', 'odd']) {
    await forge('POST', '/orgs/acme/repos', { name, private: true });
    await forge('PUT', `/repos/acme/${name}/contents/catalog-info.yaml`, {
      message: 'Add the catalog file',
      content: Buffer.from(
        name === 'odd' ? 'kind: Component\n' : catalogFile,
      ).toString('base64'),
    });
  }
  scaffolder = await startScaffolder({
    host: sandbox.host,
    apiBaseUrl: sandbox.apiBaseUrl,
    token: sandbox.token,
    entities: [
      team('checkout', 'dana'),
      team('payments', 'milo'),
      team('platform', 'petra'),
      component('geo-lookup'),
      component('odd'),
      component('ledger', {
        relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
      }),
      component('elsewhere', {
        metadata: {
          name: 'elsewhere',
          namespace: 'default',
          annotations: {
            'backstage.io/managed-by-location':
              'url:https://evil.example.org/acme/x/blob/main/catalog-info.yaml',
          },
        },
      }),
    ],
    scaffolder: { concurrentTasksLimit: 0 },
  });
});

afterAll(async () => {
  await scaffolder?.stop();
  await sandbox?.stop();
  await rm(stateDir, { recursive: true, force: true });
});

const propose = (person: string, body: object) =>
  scaffolder.post(person, '/fairway/owner-changes').send(body);

const geo = 'component:default/geo-lookup';
const checkout = 'group:default/checkout';

describe('proposing an owner', () => {
  it('opens a pull request that changes one word, once', async () => {
    const first = await propose('dana', { entityRef: geo, owner: checkout });

    expect(first.status).toBe(201);
    const [file] = await forge(
      'GET',
      `/repos/acme/geo-lookup/pulls/${first.body.number}/files`,
    );
    expect(file).toMatchObject({
      filename: 'catalog-info.yaml',
      additions: 1,
      deletions: 1,
    });
    expect(file.patch).toContain('+  owner: group:default/checkout # gone');

    const again = await propose('dana', { entityRef: geo, owner: checkout });
    expect([again.status, again.body]).toEqual([
      200,
      { ...first.body, existed: true },
    ]);
  });

  it('begins anew after one that was closed', async () => {
    const owner = 'group:default/payments';
    const { body } = await propose('milo', { entityRef: geo, owner });
    await forge('PATCH', `/repos/acme/geo-lookup/pulls/${body.number}`, {
      state: 'closed',
    });

    const next = await propose('milo', { entityRef: geo, owner });

    expect(next.status).toBe(201);
    expect(next.body.number).not.toBe(body.number);
  });

  it.each([
    ['dana', geo, 'group:default/payments', 403, /not a member/],
    ['dana', geo, 'group:default/none', 400, /no such group/],
    ['dana', geo, 'user:default/dana', 400, /must be a group/],
    ['dana', 'component:default/none', checkout, 404, /no such entity/],
    ['dana', 'a:b:c', checkout, 400, /must be a reference/],
    ['dana', 'component:default/ledger', checkout, 403, /has an owner/],
    ['dana', 'component:default/elsewhere', checkout, 409, /in no repository/],
    ['dana', 'component:default/odd', checkout, 409, /edit it by hand/],
  ])('refuses %s with %s for %s: %i', async (...row) => {
    const [person, entityRef, owner, status, message] = row;
    const response = await propose(person, { entityRef, owner });

    expect([response.status, response.body.error.message]).toEqual([
      status,
      expect.stringMatching(message),
    ]);
  });

  it('refuses what it does not know, and who is not signed in', async () => {
    const more = { entityRef: geo, owner: checkout, branch: 'main' };
    expect((await propose('dana', more)).status).toBe(400);
    const { status } = await propose('dana', {}).set(
      'authorization',
      mockCredentials.none.header(),
    );
    expect(status).toBe(401);
  });
});

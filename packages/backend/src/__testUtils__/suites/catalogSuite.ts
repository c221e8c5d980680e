import { createHmac, randomUUID } from 'node:crypto';
import { parseAllDocuments } from 'yaml';
import { ask, Person, PortalContext } from '../PortalContext';
import { waitFor } from '../waitFor';

/** What gets into the catalog, and how fast. */
export function catalogSuite(context: () => PortalContext) {
  const entity = async (ref: string) => {
    const [kind, name] = ref.split(':');
    const path = `/api/catalog/entities/by-name/${kind}/default/${name}`;
    const { status, body } = await ask(context(), 'dana', path);
    return status === 200 ? body : undefined;
  };
  const commit = async (path: string, text: string) => {
    const { portal } = context();
    const url = `${portal.forge}/api/v3/repos/acme/catalog/contents/${path}`;
    const headers = { authorization: `token ${portal.forgeToken}` };
    const before = await fetch(url, { headers });
    const { sha } = (before.ok ? await before.json() : {}) as { sha?: string };
    const content = Buffer.from(text).toString('base64');
    const response = await fetch(url, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ message: `Change ${path}`, content, sha }),
    });
    expect([200, 201]).toContain(response.status);
  };
  const register = (type: string, target: string, dryRun = false) =>
    ask(context(), 'dana', `/api/catalog/locations?dryRun=${dryRun}`, {
      body: { type, target },
    });

  it.each([
    'user:dana',
    'group:payments',
    'system:billing',
    'domain:commerce',
    'component:fairway',
    'template:node-service',
  ])('holds %s soon after the start', async ref => {
    await waitFor(ref, () => entity(ref));
  });

  it('says where people and teams come from', async () => {
    const { forge } = context().portal;
    const key = 'backstage.io/managed-by-location';
    const team = await waitFor('payments', () => entity('group:payments'));
    expect(team.metadata.annotations[key]).toBe(
      `url:${forge}/orgs/acme/teams/payments`,
    );
    expect(team.spec.members).toContain('lena');
    const person = await waitFor('dana', () => entity('user:dana'));
    expect(person.metadata.annotations[key]).toBe(`url:${forge}/dana`);
  });

  it('reads a file again as soon as a push announces it', async () => {
    await waitFor('billing', () => entity('system:billing'));
    const path = 'catalog-info.yaml';
    const { portal } = context();
    const raw = await fetch(
      `${portal.forge}/api/v3/repos/acme/catalog/contents/${path}`,
      {
        headers: {
          authorization: `token ${portal.forgeToken}`,
          accept: 'application/vnd.github.v3.raw',
        },
      },
    );
    const documents = parseAllDocuments(await raw.text());
    const billing = documents.find(
      document => document.getIn(['metadata', 'name']) === 'billing',
    );
    billing?.setIn(['metadata', 'title'], 'Money');
    await commit(path, documents.join(''));
    await waitFor('the new title', async () => {
      const system = await entity('system:billing');
      return system?.metadata.title === 'Money';
    });
  });

  it('takes no templates, teams or people from a registered repository', async () => {
    const kinds = {
      Template: 'type: service\n  steps: []\n  owner: checkout',
      Group: 'type: team\n  children: []\n  members: [dana]',
      User: 'memberOf: [platform]',
    };
    const target = `${context().portal.forge}/acme/catalog/blob/main`;
    for (const [kind, spec] of Object.entries(kinds)) {
      const version =
        kind === 'Template'
          ? 'scaffolder.backstage.io/v1beta3'
          : 'backstage.io/v1alpha1';
      await commit(
        `${kind}.yaml`,
        `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: intruder\nspec:\n  ${spec}\n`,
      );
      const { status, body } = await register(
        'url',
        `${target}/${kind}.yaml`,
        true,
      );
      expect([kind, status]).toEqual([kind, 403]);
      expect(body.error.message).toBe(
        'target: templates, teams and people are not registered from a repository',
      );

      const registered = await register('url', `${target}/${kind}.yaml`);
      expect([kind, registered.status]).toEqual([kind, 403]);
    }
    const { body: kept } = await ask(
      context(),
      'petra',
      '/api/catalog/locations',
    );
    expect(JSON.stringify(kept)).not.toMatch(/Template|Group|User/);
    // Registered after them, so once it is there they have had their turn.
    await commit(
      'Resource.yaml',
      'apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata:\n  name: late\nspec:\n  type: queue\n  owner: checkout\n',
    );
    await register('url', `${target}/Resource.yaml`);
    await waitFor('the resource', () => entity('resource:late'));
    for (const kind of Object.keys(kinds)) {
      expect(await entity(`${kind.toLowerCase()}:intruder`)).toBeUndefined();
    }
  });

  it('lets go of what is registered only when its owner says so', async () => {
    const { forge } = context().portal;
    await commit(
      'Owned.yaml',
      'apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata:\n  name: owned\nspec:\n  type: queue\n  owner: payments\n',
    );
    const target = `${forge}/acme/catalog/blob/main/Owned.yaml`;
    const { body } = await register('url', target);
    await waitFor('the resource', () => entity('resource:owned'));
    const remove = (who: Person, id = body.location.id) =>
      ask(context(), who, `/api/catalog/locations/${id}`, { method: 'DELETE' });
    expect((await remove('dana')).status).toBe(403);
    expect((await remove('dana', 'no-uuid')).status).toBe(404);
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect((await remove('dana', unknown)).status).toBe(403);
    expect((await remove('petra', unknown)).status).toBe(404);
    expect(await entity('resource:owned')).toBeTruthy();
    expect((await remove('lena')).status).toBe(204);
    await waitFor(
      'it to be gone',
      async () => !(await entity('resource:owned')),
    );
  });

  it.each([
    ['file', '/etc/passwd'],
    ['file', 'catalog-info.yaml'],
  ])('registers no location of type %s', async (type, target) => {
    const { status, body } = await register(type, target);
    expect(status).toBe(400);
    expect(body.error.message).toBe(
      `type: type '${type}' not allowed, only 'url' is`,
    );
  });

  it('follows no location in a registered file to one of type file', async () => {
    const { forge } = context().portal;
    await commit(
      'Files.yaml',
      'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: files\nspec:\n  type: file\n  target: /etc/passwd\n',
    );
    const target = `${forge}/acme/catalog/blob/main/Files.yaml`;
    const { status, body } = await register('url', target);
    expect([status, body.error.message]).toEqual([
      400,
      "target: it names a location whose type is not allowed, only 'url' is",
    ]);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/catalog-info.yaml',
    'http://127.0.0.1:1/catalog-info.yaml',
    'http://example.org/catalog-info.yaml',
  ])('does not read %s', async target => {
    const { status, body } = await register('url', target, true);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(/not allowed|NotAllowed/i);
  });

  it('takes signed webhooks and no others', async () => {
    const { portal } = context();
    const payload = JSON.stringify({ zen: 'Keep it logically awesome.' });
    const send = (signature?: string) =>
      fetch(`${portal.url}/api/metrics/ingest/github`, {
        method: 'POST',
        body: payload,
        headers: {
          'content-type': 'application/json',
          'x-github-event': 'ping',
          'x-github-delivery': randomUUID(),
          ...(signature && { 'x-hub-signature-256': signature }),
        },
      });
    const sign = (secret: string) =>
      `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`;
    expect((await send(sign(portal.webhookSecret))).status).toBe(200);
    expect((await send(sign('another'))).status).toBe(401);
    expect((await send()).status).toBe(401);
    expect(portal.log()).toContain('webhook-rejected');
  });
}

import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { startSandbox } from '@fairway/sandbox';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { entities } from './__testUtils__/entities';
import {
  ScaffolderOptions,
  startScaffolder,
} from './__testUtils__/startScaffolder';

jest.setTimeout(60_000);

const valid = {
  name: 'ledger',
  owner: 'group:default/checkout',
  description: 'Keeps the books',
};
const templateRef = 'template:default/service';

let stateDir: string;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;
let forgeOptions: Pick<ScaffolderOptions, 'host' | 'apiBaseUrl' | 'token'>;

async function forge(method: string, path: string, body?: object) {
  const response = await fetch(`${sandbox.apiBaseUrl}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${sandbox.token}`,
      'content-type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status}`);
  }
}

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'fairway-scaffolder-'));
  sandbox = await startSandbox({
    stateDir,
    runner: false,
    deployTarget: false,
  });
  forgeOptions = {
    host: sandbox.host,
    apiBaseUrl: sandbox.apiBaseUrl,
    token: sandbox.token,
  };
  scaffolder = await startScaffolder({
    ...forgeOptions,
    entities,
    // Nothing is run: a request ends as a task or not at all.
    scaffolder: { concurrentTasksLimit: 0 },
  });
  for (const name of ['taken', 'archived', 'public-one']) {
    await forge('POST', '/orgs/acme/repos', {
      name,
      private: name !== 'public-one',
    });
  }
  await forge('PATCH', '/repos/acme/archived', { archived: true });
});

afterAll(async () => {
  await scaffolder?.stop();
  await sandbox?.stop();
  await rm(stateDir, { recursive: true, force: true });
});

function create(
  values: object,
  options: { person?: string; template?: string } = {},
) {
  return scaffolder
    .post(options.person ?? 'dana', '/v2/tasks')
    .send({ templateRef: options.template ?? templateRef, values });
}

describe('in front of POST /v2/tasks', () => {
  it.each<[string, object, number, string, string]>([
    // B1
    ['no name', { name: undefined }, 400, 'name', 'name: required string'],
    ['an empty name', { name: '' }, 400, 'name', 'name: required string'],
    ['a null name', { name: null }, 400, 'name', 'name: required string'],
    ['a number', { name: 7 }, 400, 'name', 'name: required string'],
    ['an array', { name: ['x'] }, 400, 'name', 'name: required string'],
    // B2, B4, B6
    ['Cyrillic', { name: 'раyment' }, 400, 'name', 'name: use a-z, 0-9 and -'],
    ['a path', { name: '../x' }, 400, 'name', 'name: use a-z, 0-9 and -'],
    ['upper case', { name: 'Ledger' }, 400, 'name', 'name: use a-z, 0-9 and -'],
    ['digits', { name: '123' }, 400, 'name', 'name: begin with a letter'],
    // B5
    [
      '41 characters',
      { name: 'a'.repeat(41) },
      400,
      'name',
      'name: at most 40 characters',
    ],
    // B10, B11, B12
    [
      'an unknown owner',
      { owner: 'group:default/none' },
      400,
      'owner',
      'owner: no such group',
    ],
    [
      'a person as owner',
      { owner: 'user:default/dana' },
      400,
      'owner',
      'owner: must be a group, like group:default/…',
    ],
    [
      'a malformed owner',
      { owner: 'a:b:c' },
      400,
      'owner',
      'owner: must be a reference like group:default/…',
    ],
    [
      'an owner elsewhere',
      { owner: 'group:other/checkout' },
      400,
      'owner',
      'owner: must be in the namespace default',
    ],
    [
      "somebody else's team",
      { owner: 'group:default/payments' },
      403,
      'owner',
      'owner: You are not a member of payments',
    ],
    [
      'an unknown system',
      { system: 'system:default/none' },
      400,
      'system',
      'system: no such system',
    ],
    [
      'a group as system',
      { system: 'group:default/checkout' },
      400,
      'system',
      'system: must be a system, like system:default/…',
    ],
    // B14, B16, B17
    [
      'template syntax in a field with a form',
      { system: 'system:default/${{ 7*7 }}' },
      400,
      'system',
      'system: template syntax is not allowed here',
    ],
    [
      'what a workflow would evaluate',
      { runsOn: '${{ secrets.X }}' },
      400,
      'runsOn',
      'runsOn: goes into a workflow file: no ${{, {{, {%, $(, backtick or line break',
    ],
    [
      'a line break in one line',
      { description: 'x\nspec:\n  owner: y' },
      400,
      'description',
      'description: must match ^[^\\r\\n]*$',
    ],
    [
      'too long a description',
      { description: 'x'.repeat(121) },
      400,
      'description',
      'description: at most 120 characters',
    ],
    [
      'another tier',
      { tier: '9' },
      400,
      'tier',
      'tier: must be one of 1, 2, 3',
    ],
    // B20
    [
      'an unknown key',
      { admin: true },
      400,
      'admin',
      'admin: unexpected property',
    ],
    // B55
    [
      'a credential',
      { motto: 'ghp_0123456789abcdefghijABCDEFGHIJ012345' },
      400,
      'motto',
      'motto: looks like a credential; use the secret field',
    ],
    // B8
    [
      'the name of a component',
      { name: 'billing-api' },
      409,
      'name',
      'name: component:default/billing-api already exists and belongs to group:default/payments',
    ],
  ])('refuses %s', async (_, values, status, field, message) => {
    const before = await scaffolder.taskCount();
    const response = await create({ ...valid, ...values });
    expect([response.status, response.body.error]).toEqual([
      status,
      expect.objectContaining({ field, message }),
    ]);
    expect(response.body).toMatchObject({
      request: { method: 'POST' },
      response: { statusCode: status },
    });
    const check = await scaffolder
      .post('dana', '/fairway/check')
      .send({ templateRef, values: { ...valid, ...values } });
    expect([check.status, check.body.error]).toEqual([
      status,
      response.body.error,
    ]);
    expect(await scaffolder.taskCount()).toBe(before);
  });

  it.each([
    ['taken', /^name: Repository acme\/taken already exists: http/],
    ['archived', /already exists \(it is archived\): http/],
  ])('refuses the name of the repository %s', async (name, message) => {
    const response = await create({ ...valid, name });
    expect([response.status, response.body.error]).toEqual([
      409,
      expect.objectContaining({
        field: 'name',
        message: expect.stringMatching(message),
      }),
    ]);
  });

  it('lets the platform team create for others', async () => {
    const response = await create(
      { ...valid, name: 'for-payments', owner: 'group:default/payments' },
      { person: 'petra' },
    );
    expect(response.status).toBe(201);
  });

  it('takes free text as it is', async () => {
    const motto = '${{ 7*7 }} <script>alert(1)</script>\nsecond line';
    const response = await create({ ...valid, name: 'free-text', motto });
    expect(response.status).toBe(201);
    const task = await scaffolder.get('dana', `/v2/tasks/${response.body.id}`);
    expect(task.body.spec.parameters.motto).toBe(motto);
  });

  it.each([
    ['globex', `HOST?owner=globex&repo=elsewhere`, 'organisation globex'],
    ['another host', `github.com?owner=acme&repo=elsewhere`, 'host github.com'],
    [
      'a user in the address',
      `me@HOST?owner=acme&repo=elsewhere`,
      'nothing else',
    ],
    ['more', `HOST?owner=acme&repo=elsewhere&x=y`, 'nothing else'],
    ['another name', `HOST?owner=acme&repo=another`, 'must have the name'],
  ])('refuses %s where the place can be chosen', async (_, repoUrl, rule) => {
    const response = await create(
      {
        ...valid,
        name: 'elsewhere',
        repoUrl: repoUrl.replace('HOST', sandbox.host),
      },
      { template: 'template:default/service-anywhere' },
    );
    expect([response.status, response.body.error]).toEqual([
      400,
      expect.objectContaining({
        field: 'repoUrl',
        message: expect.stringContaining(rule),
      }),
    ]);
  });

  it.each([
    ['http://169.254.169.254/latest/meta-data', 400],
    ['http://localhost/x/y', 400],
    ['http://[::1]/x/y', 400],
    ['http://2130706433/x/y', 400],
    ['file:///etc/passwd', 400],
    ['gopher://example.org/x', 400],
    ['http://user@FORGE/acme/public-one', 400],
    ['http://FORGE/acme/taken', 403],
    ['http://FORGE/acme/does-not-exist', 403],
    ['http://FORGE/acme/public-one/blob/main/x', 201],
  ])('answers the address %s to fetch with %i', async (from, status) => {
    const response = await create(
      { from: from.replace('FORGE', sandbox.host) },
      { template: 'template:default/copy' },
    );
    expect(response.status).toBe(status);
  });

  it.each([
    ['{"templateRef":', 400, 'application/json'],
    ['{"a":1,}', 400, 'application/json'],
    ['', 400, 'application/json'],
    ['"text"', 400, 'application/json'],
    ['\ufeff{}', 400, 'application/json'],
    [Buffer.from([0x7b, 0xff, 0x7d]), 400, 'application/json'],
    [Buffer.from('{}', 'utf16le'), 400, 'application/json; charset=utf-16'],
    ['{}', 415, 'application/json; charset=latin1'],
    ['{}', 415, 'text/plain'],
    ['a=b', 415, 'application/x-www-form-urlencoded'],
  ])('answers the body %j with %i', async (body, status, type) => {
    const response = await scaffolder
      .post('dana', '/v2/tasks')
      .set('content-type', type)
      .serialize(sent => sent)
      .send(body as string);
    expect(response.status).toBe(status);
    expect(JSON.stringify(response.body)).not.toContain('templateRef\\":');
  });

  it('answers a body that is too large with 413', async () => {
    const response = await create({
      ...valid,
      description: 'x'.repeat(11 * 1024 * 1024),
    });
    expect(response.status).toBe(413);
  });

  it('answers values nested too deeply with 400', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const response = await scaffolder
      .post('dana', '/v2/tasks')
      .set('idempotency-key', 'deep')
      .set('content-type', 'application/json')
      .send(`{"templateRef":"${templateRef}","values":{"motto":${deep}}}`);
    expect([response.status, response.body.error.message]).toEqual([
      400,
      'values: at most 32 levels deep',
    ]);
  });

  it.each([
    [{ values: valid }, 'templateRef'],
    [{ templateRef, values: [] }, 'values'],
    [{ templateRef }, 'values'],
  ])('names what is missing in %j', async (body, field) => {
    const response = await scaffolder.post('dana', '/v2/tasks').send(body);
    expect([response.status, response.body.error.field]).toEqual([400, field]);
  });

  it('answers 404 for a template that is not there', async () => {
    const response = await create(valid, { template: 'template:default/none' });
    expect(response.status).toBe(404);
  });

  it('answers an invalid token with 401', async () => {
    const response = await request(scaffolder.server)
      .post('/api/scaffolder/v2/tasks')
      .set('authorization', mockCredentials.user.invalidHeader())
      .send({ templateRef, values: valid });
    expect(response.status).toBe(401);
  });

  it('lets no service create in the name of nobody', async () => {
    const response = await request(scaffolder.server)
      .post('/api/scaffolder/v2/tasks')
      .set('authorization', mockCredentials.service.header())
      .send({ templateRef, values: valid });
    expect([response.status, response.body.error.field]).toEqual([
      403,
      'owner',
    ]);
  });

  it('gives one of several parallel requests the name', async () => {
    const responses = await Promise.all(
      ['dana', 'petra', 'dana', 'petra'].map(person =>
        create({ ...valid, name: 'wanted' }, { person }),
      ),
    );
    const statuses = responses.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 409, 409, 409]);
    const id = responses.find(({ status }) => status === 201)!.body.id;
    const again = await create({ ...valid, name: 'wanted' });
    expect(again.body.error.message).toMatch(
      new RegExp(`^name: taken by request ${id} of user:default/(dana|petra)$`),
    );
    const names = await scaffolder.get('dana', '/fairway/names/wanted');
    expect(names.body).toMatchObject({
      valid: false,
      problems: [{ rule: 'reserved' }],
    });
    const check = await scaffolder
      .post('dana', '/fairway/check')
      .send({ templateRef, values: { ...valid, name: 'wanted' } });
    expect(check.status).toBe(409);
  });

  it('answers the same request under the same key with the same task', async () => {
    const send = (values: object, person = 'dana') =>
      create(values, { person }).set('idempotency-key', 'click-1');
    const values = { ...valid, name: 'clicked' };
    const before = await scaffolder.taskCount();
    const responses = await Promise.all([
      send(values),
      send(values),
      send(values),
    ]);
    expect(responses.map(({ status }) => status).sort()).toEqual([
      200, 200, 201,
    ]);
    expect(new Set(responses.map(({ body }) => body.id)).size).toBe(1);
    expect(await scaffolder.taskCount()).toBe(before + 1);
    expect((await send({ ...values, tier: '1' })).status).toBe(409);
    // A key is one person's.
    expect((await send({ ...values, name: 'other' }, 'petra')).status).toBe(
      201,
    );
    expect((await create(values).set('idempotency-key', '')).status).toBe(400);
  });

  it('frees a key and a name with a refusal', async () => {
    const values = { ...valid, name: 'second-try' };
    const refused = await create({ ...values, tier: '9' }).set(
      'idempotency-key',
      'key-2',
    );
    expect(refused.status).toBe(400);
    const accepted = await create(values).set('idempotency-key', 'key-2');
    expect(accepted.status).toBe(201);
  });
});

describe('retry and cancel', () => {
  it("leaves somebody else's request alone", async () => {
    const { body } = await create({ ...valid, name: 'danas' });
    for (const verb of ['retry', 'cancel']) {
      const response = await scaffolder
        .post('milo', `/v2/tasks/${body.id}/${verb}`)
        .send({});
      expect([verb, response.status]).toEqual([verb, 403]);
    }
  });

  it('refuses to retry what is under way, or is not there', async () => {
    const { body } = await create({ ...valid, name: 'under-way' });
    const running = await scaffolder
      .post('dana', `/v2/tasks/${body.id}/retry`)
      .send({});
    expect(running.status).toBe(409);
    const missing = await scaffolder
      .post('dana', '/v2/tasks/00000000-0000-4000-8000-000000000000/retry')
      .send({});
    expect(missing.status).toBe(404);
  });
});

describe('GET /fairway/names/:name', () => {
  it('tells where a name is taken', async () => {
    const free = await scaffolder.get('dana', '/fairway/names/quite-free');
    expect(free.body).toEqual({
      name: 'quite-free',
      organisation: 'acme',
      valid: true,
      problems: [],
      component: { free: true },
      repository: { free: true },
    });
    const component = await scaffolder.get(
      'dana',
      '/fairway/names/billing-api',
    );
    expect(component.body.component).toEqual({
      free: false,
      entityRef: 'component:default/billing-api',
      owner: 'group:default/payments',
    });
    const repository = await scaffolder.get('dana', '/fairway/names/taken');
    expect(repository.body.repository).toEqual({
      free: false,
      url: `${sandbox.url}/acme/taken`,
    });
  });

  it('tells which rule a name breaks', async () => {
    const response = await scaffolder.get('dana', '/fairway/names/..%2Fx');
    expect(response.body).toMatchObject({
      name: '../x',
      valid: false,
      problems: [{ rule: 'characters', message: 'use a-z, 0-9 and -' }],
    });
  });
});

describe('with a policy', () => {
  async function withPolicy(
    decide: NonNullable<ScaffolderOptions['decide']>,
    values: object,
  ) {
    const restricted = await startScaffolder({
      ...forgeOptions,
      entities,
      decide,
      scaffolder: { concurrentTasksLimit: 0 },
    });
    try {
      return await restricted
        .post('dana', '/v2/tasks')
        .send({ templateRef, values });
    } finally {
      await restricted.stop();
    }
  }

  it('refuses who may not create, before anything else', async () => {
    const response = await withPolicy(
      () => ({ result: AuthorizeResult.DENY }),
      { ...valid, name: 'taken' },
    );
    expect([response.status, response.body.error.message]).toEqual([
      403,
      'You may not create anything here',
    ]);
  });

  it('refuses keys of pages that the caller may not see', async () => {
    const response = await withPolicy(
      permission =>
        permission === 'scaffolder.template.parameter.read'
          ? {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'scaffolder',
              resourceType: 'scaffolder-template',
              conditions: {
                not: {
                  rule: 'HAS_TAG',
                  resourceType: 'scaffolder-template',
                  params: { tag: 'hidden' },
                },
              },
            }
          : { result: AuthorizeResult.ALLOW },
      { ...valid, name: 'hidden-page', replicas: 3 },
    );
    expect([response.status, response.body.error.message]).toEqual([
      400,
      'replicas: unexpected property',
    ]);
  });
});

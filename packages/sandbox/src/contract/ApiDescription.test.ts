import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiDescription } from './ApiDescription';

const thing = {
  type: 'object',
  required: ['name', 'note'],
  properties: {
    name: { type: 'string' },
    note: { type: 'string', nullable: true },
    kind: { type: 'string', enum: ['a', 'b'], nullable: true },
    parent: {
      nullable: true,
      allOf: [{ $ref: '#/components/schemas/thing' }],
    },
  },
};

const json = (schema: object) => ({
  content: { 'application/json': { schema } },
});

const document = {
  openapi: '3.0.3',
  paths: {
    '/things/{name}': {
      get: {
        responses: {
          200: {
            description: 'found',
            ...json({ $ref: '#/components/schemas/thing' }),
          },
          404: { $ref: '#/components/responses/not_found' },
        },
      },
      put: {
        requestBody: json({
          type: 'object',
          required: ['note'],
          properties: { note: { type: 'string' } },
        }),
        responses: { 204: { description: 'done' } },
      },
    },
    '/things/special': { get: { responses: { 204: {} } } },
  },
  components: {
    schemas: { thing },
    responses: {
      not_found: json({
        type: 'object',
        required: ['message'],
        properties: { message: { type: 'string' } },
      }),
    },
  },
};

describe('ApiDescription', () => {
  let folder: string;
  let description: ApiDescription;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'description-'));
    const file = join(folder, 'api.json');
    await writeFile(file, JSON.stringify(document));
    description = ApiDescription.read(file);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const problems = (
    method: string,
    path: string,
    status: number,
    bodies: { requestBody?: unknown; responseBody?: unknown } = {},
  ) =>
    description.problemsIn({
      method,
      path,
      status,
      requestBody: undefined,
      responseBody: undefined,
      ...bodies,
    });

  it.each([
    [{ name: 'x', note: null }, []],
    [{ name: 'x', note: 'n', kind: null, parent: null }, []],
    [{ name: 'x', note: 'n', parent: { name: 'y', note: 'n' } }, []],
    [{ name: 'x' }, [/must have required property 'note'/]],
    [{ name: null, note: null }, [/\/name must be string/]],
    [{ name: 'x', note: null, kind: 'c' }, [/\/kind must be equal to one of/]],
  ])('holds the answer %j against its schema', (responseBody, expected) => {
    const found = problems('GET', '/things/x', 200, { responseBody });
    expect(found).toEqual(
      expected.map(pattern => expect.stringMatching(pattern)),
    );
  });

  it('knows statuses, shared answers and requests', () => {
    expect(problems('GET', '/things/x', 201)).toEqual([
      'GET /things/{name}: the status 201 is not described',
    ]);
    expect(
      problems('GET', '/things/x', 404, { responseBody: { text: 'none' } }),
    ).toEqual([expect.stringContaining("required property 'message'")]);
    expect(problems('PUT', '/things/x', 204, { requestBody: {} })).toEqual([
      expect.stringContaining('PUT /things/{name}, request'),
    ]);
    expect(problems('PUT', '/things/x', 422, { requestBody: {} })).toEqual([]);
    expect(problems('GET', '/other', 200)).toEqual([]);
  });

  it('takes the path that says more', () => {
    expect(description.operationOf('GET', '/things/special')).toBe(
      'GET /things/special',
    );
    expect(description.operationOf('GET', '/things/x')).toBe(
      'GET /things/{name}',
    );
  });
});

import { CreateServiceClient } from './CreateServiceClient';

function clientAnswering(...responses: Response[]) {
  const fetch = jest.fn();
  responses.forEach(response => fetch.mockResolvedValueOnce(response));
  const client = CreateServiceClient.create({
    discoveryApi: {
      getBaseUrl: async plugin => `http://portal.example/api/${plugin}`,
    },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

function answer(status: number, body: unknown) {
  return {
    ok: status < 400,
    status,
    statusText: 'said',
    headers: new Map([['content-type', 'application/json']]),
    json: async () => body,
    text: async () => JSON.stringify(body),
  } as unknown as Response;
}

describe('CreateServiceClient', () => {
  it('asks for a name, escaped', async () => {
    const { client, fetch } = clientAnswering(answer(200, { name: '../x' }));
    await expect(client.checkName('../x')).resolves.toEqual({ name: '../x' });
    expect(fetch).toHaveBeenCalledWith(
      'http://portal.example/api/scaffolder/fairway/names/..%2Fx',
      { signal: undefined },
    );
  });

  it('starts a run and gives its id', async () => {
    const { client, fetch } = clientAnswering(answer(201, { id: 'run-1' }));
    const request = { templateRef: 'template:default/x', values: { a: 1 } };
    await expect(client.create(request, 'key-1')).resolves.toEqual({
      taskId: 'run-1',
    });
    const [url, init] = fetch.mock.calls[0];
    expect(url).toBe('http://portal.example/api/scaffolder/v2/tasks');
    expect(init.method).toBe('POST');
    expect(init.headers['Idempotency-Key']).toBe('key-1');
    expect(JSON.parse(init.body)).toEqual(request);
  });

  it.each([400, 403, 409])('makes a refusal of %i', async status => {
    const { client } = clientAnswering(
      answer(status, { error: { message: 'name: is taken', field: 'name' } }),
    );
    await expect(
      client.check({ templateRef: 'template:default/x', values: {} }),
    ).rejects.toMatchObject({ name: 'Refusal', status, field: 'name' });
  });

  it.each([401, 500, 503])('does not take %i for a refusal', async status => {
    const { client } = clientAnswering(
      answer(status, { error: { name: 'Error', message: 'away' } }),
    );
    await expect(
      client.create({ templateRef: 'template:default/x', values: {} }, 'key-1'),
    ).rejects.toMatchObject({ name: 'ResponseError' });
  });

  it('lists runs, newest first, by person and state', async () => {
    const { client, fetch } = clientAnswering(
      answer(200, { tasks: [{ id: '1' }], totalTasks: 41 }),
    );
    await expect(
      client.listRuns({
        createdBy: 'user:default/dana',
        status: ['open', 'processing'],
        limit: 20,
        offset: 40,
      }),
    ).resolves.toEqual({ runs: [{ id: '1' }], total: 41 });
    expect(fetch.mock.calls[0][0]).toBe(
      'http://portal.example/api/scaffolder/v2/tasks?limit=20&offset=40&order=desc%3Acreated_at&createdBy=user%3Adefault%2Fdana&status=open&status=processing',
    );
  });
});

import { ReleasesClient } from './ReleasesClient';

function start(status: number, body: unknown) {
  const fetch = jest.fn(
    async (_: RequestInfo | URL, __?: RequestInit) =>
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      }),
  );
  const client = new ReleasesClient({
    discoveryApi: {
      getBaseUrl: async plugin => `http://localhost:7007/api/${plugin}`,
    },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

const path =
  'http://localhost:7007/api/releases/entities/component/default/checkout-api';

describe('ReleasesClient', () => {
  it('reads', async () => {
    const { client, fetch } = start(200, { environments: [] });

    const read = await client.getReleases('component:default/checkout-api');

    expect(read).toEqual({ environments: [] });
    expect(fetch).toHaveBeenCalledWith(path, undefined);
  });

  it('promotes', async () => {
    const { client, fetch } = start(202, { url: 'http://forge.test/runs/1' });
    const request = { from: 'staging', to: 'production', version: 'v2' };

    const { url } = await client.promote(
      'component:default/checkout-api',
      request,
    );

    expect(url).toBe('http://forge.test/runs/1');
    const [address, init] = fetch.mock.calls[0];
    expect(address).toBe(`${path}/promotions`);
    expect(init).toMatchObject({ method: 'POST' });
    expect(JSON.parse(String(init?.body))).toEqual(request);
  });

  it("rejects with the server's words", async () => {
    const { client } = start(409, {
      error: { name: 'ConflictError', message: 'production runs v2 already' },
      response: { statusCode: 409 },
    });

    await expect(
      client.getReleases('component:default/checkout-api'),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      body: { error: { message: 'production runs v2 already' } },
    });
  });
});

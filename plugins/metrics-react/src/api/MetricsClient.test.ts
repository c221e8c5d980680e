import { MetricsClient } from './MetricsClient';

function start(status: number, body: unknown) {
  const fetch = jest.fn(
    async (_: RequestInfo | URL, __?: RequestInit) =>
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      }),
  );
  const client = new MetricsClient({
    discoveryApi: {
      getBaseUrl: async plugin => `http://localhost:7007/api/${plugin}`,
    },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

const window = { from: '2026-08-24T10:00:00Z', to: '2026-11-21T10:00:00Z' };
const asked = 'from=2026-08-24T10%3A00%3A00Z&to=2026-11-21T10%3A00%3A00Z';

describe('MetricsClient', () => {
  it.each([
    [
      'component:default/checkout-api',
      '/entities/component/default/checkout-api',
    ],
    ['group:default/checkout', '/scopes/owner/default/checkout'],
    ['system:default/shop', '/scopes/system/default/shop'],
    ['Domain:other/commerce', '/scopes/domain/other/commerce'],
    ['organisation', '/organisation'],
  ])('finds %s at %s', async (scope, path) => {
    const { client, fetch } = start(200, {});
    await client.series({ scope, interval: 'week', ...window });
    expect(fetch.mock.calls[0][0]).toBe(
      `http://localhost:7007/api/metrics${path}/series?interval=week&${asked}`,
    );
  });

  it('leaves out what is not asked', async () => {
    const { client, fetch } = start(200, {});
    await client.evidence({
      scope: 'organisation',
      metric: 'incidents',
      cursor: undefined,
      ...window,
    });
    expect(fetch.mock.calls[0][0]).toBe(
      `http://localhost:7007/api/metrics/organisation/evidence?metric=incidents&${asked}`,
    );
  });

  it('asks for many at once', async () => {
    const { client, fetch } = start(200, { items: [], notFound: [] });
    const question = { entityRefs: ['component:default/a'], ...window };
    await client.many(question);
    const [address, init] = fetch.mock.calls[0];
    expect(address).toBe('http://localhost:7007/api/metrics/query');
    expect(JSON.parse(String(init?.body))).toEqual(question);
  });

  it("rejects with the server's words", async () => {
    const { client } = start(404, {
      error: { name: 'NotFoundError', message: 'No entity x was found' },
      response: { statusCode: 404 },
    });
    await expect(
      client.figures({ scope: 'component:default/x', ...window }),
    ).rejects.toMatchObject({
      body: { error: { message: 'No entity x was found' } },
    });
  });
});

import { AttemptsClient } from './AttemptsClient';

const attempt = {
  attemptId: '3f1c0c6e-8a51-4c39-9d5e-0b1d1b8f4a11',
  template: 'template:default/node-service',
};

function clientWith(options: {
  fetch?: jest.Mock;
  getBaseUrl?: () => Promise<string>;
}) {
  const fetch =
    options.fetch ?? (jest.fn(async () => ({ ok: true })) as jest.Mock);
  const client = AttemptsClient.create({
    discoveryApi: {
      getBaseUrl:
        options.getBaseUrl ??
        (async plugin => `http://portal.example/api/${plugin}`),
    },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

describe('AttemptsClient', () => {
  it('tells of an attempt', async () => {
    const { client, fetch } = clientWith({});
    await client.record(attempt);

    expect(fetch).toHaveBeenCalledWith(
      'http://portal.example/api/adoption/attempts',
      expect.objectContaining({
        method: 'POST',
        body: JSON.stringify(attempt),
      }),
    );
  });

  it.each([
    [
      'the network is away',
      { fetch: jest.fn(async () => Promise.reject(new Error('away'))) },
    ],
    [
      'nobody counts',
      { fetch: jest.fn(async () => ({ ok: false, status: 404 })) },
    ],
    [
      'it is not known where to',
      { getBaseUrl: async () => Promise.reject(new Error('unknown')) },
    ],
  ])('keeps still where %s', async (_, options) => {
    const { client } = clientWith(options);
    await expect(client.record(attempt)).resolves.toBeUndefined();
  });
});

import { AdoptionClient } from './AdoptionClient';

const window = {
  from: '2026-09-01T10:00:00.000Z',
  to: '2026-09-30T10:00:00.001Z',
};

function clientAnswering(...answers: Response[]) {
  const fetch = jest.fn();
  answers.forEach(answer => fetch.mockResolvedValueOnce(answer));
  const client = AdoptionClient.create({
    discoveryApi: {
      getBaseUrl: async plugin => `http://portal.example/api/${plugin}`,
    },
    fetchApi: { fetch },
  });
  const asked = () =>
    fetch.mock.calls.map(([address]) => {
      const { pathname, searchParams } = new URL(address);
      return [pathname, Object.fromEntries(searchParams)];
    });
  return { client, asked };
}

it('asks for a part of the dashboard, with what is chosen', async () => {
  const { client, asked } = clientAnswering(Response.json({ teams: 8 }));
  const query = { ...window, team: 'none', system: undefined };

  await expect(client.dashboard('creations', query)).resolves.toEqual({
    teams: 8,
  });
  expect(asked()).toEqual([
    ['/api/adoption/creations', { ...window, team: 'none' }],
  ]);
});

it.each([
  ['attempts', '/api/adoption/attempts'],
  ['deploys', '/api/adoption/deploys'],
  ['services', '/api/adoption/services/rows'],
] as const)('asks for the rows of %s', async (list, path) => {
  const { client, asked } = clientAnswering(Response.json({ items: [] }));
  await client.rows(list, { ...window, cursor: 'older' });

  expect(asked()).toEqual([[path, { ...window, cursor: 'older' }]]);
});

it('makes one file of all pages, with one header', async () => {
  const { client, asked } = clientAnswering(
    new Response('id,name\r\n1,basket-api\r\n', {
      headers: { 'x-next-cursor': 'older' },
    }),
    new Response('id,name\r\n2,basket-ui\r\n'),
  );

  await expect(client.rowsCsv('attempts', window)).resolves.toBe(
    'id,name\r\n1,basket-api\r\n2,basket-ui\r\n',
  );
  const page = { ...window, format: 'csv', limit: '200' };
  expect(asked()).toEqual([
    ['/api/adoption/attempts', page],
    ['/api/adoption/attempts', { ...page, cursor: 'older' }],
  ]);
});

it('throws what is refused', async () => {
  const error = { name: 'NotAllowedError', message: 'Not your team' };
  const { client } = clientAnswering(Response.json({ error }, { status: 403 }));

  await expect(client.dashboard('services', window)).rejects.toMatchObject({
    statusCode: 403,
  });
});

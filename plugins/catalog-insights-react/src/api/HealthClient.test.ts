import { HealthClient } from './HealthClient';

it.each([
  ['group:default/checkout', '/scopes/owner/group/default/checkout'],
  ['user:default/dana', '/scopes/owner/user/default/dana'],
  ['system:default/sales', '/scopes/system/system/default/sales'],
  ['domain:default/commerce', '/scopes/domain/domain/default/commerce'],
])('asks for the roll-up of %s at %s', async (entityRef, path) => {
  const fetch = jest.fn(
    async () => ({ ok: true, json: async () => ({}) }) as Response,
  );
  const client = HealthClient.create({
    discoveryApi: { getBaseUrl: async () => 'http://portal/api/health' },
    fetchApi: { fetch },
  });
  await client.getRollUp(entityRef);
  expect(String((fetch.mock.calls as unknown[][])[0][0])).toBe(
    `http://portal/api/health${path}`,
  );
});

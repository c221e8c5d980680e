import { branchOf } from './branchOf';

it.each([
  ['url:https://github.com/acme/shop/tree/main/', 'main'],
  ['url:https://github.com/acme/shop/tree/trunk/apps/till/', 'trunk'],
  ['url:http://localhost:7990/acme/shop/blob/dev%2B/catalog-info.yaml', 'dev+'],
  ['url:https://github.com/acme/shop/tree/%zz/', '%zz'],
  ['url:https://github.com/acme/shop', undefined],
  ['file:/srv/catalog-info.yaml', undefined],
  [undefined, undefined],
])('%s: %s', (location, branch) => {
  expect(
    branchOf({
      ...{ apiVersion: 'v1', kind: 'Component' },
      metadata: {
        name: 'shop',
        ...(location && {
          annotations: { 'backstage.io/source-location': location },
        }),
      },
    }),
  ).toBe(branch);
});

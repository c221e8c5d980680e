import { knownValues, pageOf, withoutSecrets, type PathPage } from './pages';

const pages: PathPage[] = [
  {
    title: 'One',
    schema: {
      properties: { name: { type: 'string' }, kind: { type: 'string' } },
      dependencies: {
        kind: { oneOf: [{ properties: { port: { type: 'number' } } }] },
      },
    },
    uiSchema: {},
    mergedSchema: {},
  },
  {
    title: 'Two',
    schema: { properties: { token: { type: 'string' } } },
    uiSchema: { token: { 'ui:field': 'Secret' } },
    mergedSchema: {},
  },
];

it('keeps what some page can ask for', () => {
  expect(knownValues(pages, { name: 'a', port: 1, gone: true })).toEqual({
    name: 'a',
    port: 1,
  });
});

it('never keeps a secret', () => {
  expect(withoutSecrets(pages, { name: 'a', token: '***' })).toEqual({
    name: 'a',
  });
});

it('finds the page of a field', () => {
  expect(['kind', 'port', 'token', 'none'].map(f => pageOf(pages, f))).toEqual([
    0,
    0,
    1,
    undefined,
  ]);
});

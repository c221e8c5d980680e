import { readResult, shownAddress } from './runResult';

it('reads links in the order of use, and what the next steps need', () => {
  const result = readResult({
    links: [
      { title: 'Repository', url: 'http://forge/acme/refunds.git' },
      { title: 'CI run', url: 'http://forge/acme/refunds/actions/runs/1' },
      { title: 'Dashboard', url: 'https://d.example' },
      { title: 'Running in staging', url: 'http://localhost:8100' },
      { title: 'Catalog page', entityRef: 'component:default/refunds' },
    ],
    text: [{ title: 'Note', content: 'Hello' }, { title: 'Empty' }],
    remoteUrl: 'http://forge/acme/refunds.git',
    version: 'v1',
  });
  expect(result.links.map(({ title }) => title)).toEqual([
    'Running in staging',
    'Repository',
    'CI run',
    'Catalog page',
    'Dashboard',
  ]);
  expect(result.links[1].url).toBe('http://forge/acme/refunds');
  expect(result).toMatchObject({
    entityRef: 'component:default/refunds',
    stagingUrl: 'http://localhost:8100',
    remoteUrl: 'http://forge/acme/refunds.git',
    version: 'v1',
    texts: [{ title: 'Note', content: 'Hello' }],
  });
});

it('makes no link of what may not be one', () => {
  // eslint-disable-next-line no-script-url
  const script = 'javascript:alert(1)';
  const result = readResult({
    links: [
      { title: 'Click me', url: script },
      { title: 'Data', url: 'data:text/html,x' },
    ],
    stagingUrl: script,
    remoteUrl: { x: 1 },
  });
  expect(result.links).toEqual([]);
  expect(result.stagingUrl).toBeUndefined();
  expect(result.remoteUrl).toBeUndefined();
});

it('is empty without an output', () => {
  expect(readResult(undefined)).toMatchObject({ links: [], texts: [] });
});

it('shows an address as it is read', () => {
  expect(shownAddress('http://localhost:8100/')).toBe('localhost:8100');
});

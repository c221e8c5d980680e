import { ConfigReader } from '@backstage/config';
import { readReleasesConfig } from '../readReleasesConfig';
import { repositoryOf } from './repositoryOf';

const config = readReleasesConfig(
  new ConfigReader({
    fairway: { create: { host: 'localhost:7990' } },
    releases: {
      github: { catalogRepositories: ['localhost:7990/acme/Catalog'] },
    },
  }),
);

function resolve(annotations: Record<string, string>) {
  return repositoryOf(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'x',
        annotations: {
          'github.com/project-slug': 'acme/checkout-api',
          ...annotations,
        },
      },
    },
    {
      config,
      isKnownHost: host => ['localhost:7990', 'github.com'].includes(host),
    },
  );
}

const kept = (location: string) => ({
  'backstage.io/managed-by-location': location,
});

describe('repositoryOf', () => {
  it.each([
    [
      'http://localhost:7990/acme/checkout-api/blob/main/catalog-info.yaml',
      'localhost:7990',
    ],
    [
      'https://github.com/acme/checkout-api/tree/main/catalog-info.yaml',
      'github.com',
    ],
    [
      'https://github.com/ACME/Checkout-API/tree/main/catalog-info.yaml',
      'github.com',
    ],
    ['http://localhost:7990/acme/catalog/tree/main/all.yaml', 'localhost:7990'],
  ])('takes the host from where the record is kept: %s', (url, host) => {
    expect(resolve(kept(`url:${url}`))).toEqual({
      host,
      owner: 'acme',
      repo: 'checkout-api',
    });
  });

  it('takes the configured host where the record is a file', () => {
    const { host } = resolve(kept('file:/srv/fairway/catalog-info.yaml'));

    expect(host).toBe('localhost:7990');
  });

  it.each([
    ['another repository', 'url:http://localhost:7990/evil/x/blob/main/c.yaml'],
    [
      'a repository of the same name elsewhere',
      'url:https://evil.test/acme/checkout-api/blob/main/c.yaml',
    ],
    [
      'a repository whose name begins alike',
      'url:http://localhost:7990/acme/checkout-api-2/blob/main/c.yaml',
    ],
    ['nowhere', ''],
    ['no address', 'url:x'],
  ])('refuses a record that is kept in %s', (_, location) => {
    expect(() =>
      resolve({
        ...kept(location),
        // Free text, so it proves nothing.
        'backstage.io/source-location':
          'url:http://localhost:7990/acme/checkout-api/tree/main/',
      }),
    ).toThrow(expect.objectContaining({ name: 'NotAllowedError' }));
  });

  it.each(['', 'acme', 'acme/x/y', 'acme/x?y', '../x y'])(
    'is not found for the slug "%s"',
    slug => {
      expect(() => resolve({ 'github.com/project-slug': slug })).toThrow(
        expect.objectContaining({ name: 'NotFoundError' }),
      );
    },
  );
});

describe('readReleasesConfig', () => {
  it.each([
    [{ productionEnvironments: '(' }, 'releases.productionEnvironments'],
    [
      { github: { catalogRepositories: ['acme/catalog'] } },
      'releases.github.catalogRepositories',
    ],
  ])('names the key of %j', (releases, key) => {
    expect(() => readReleasesConfig(new ConfigReader({ releases }))).toThrow(
      key,
    );
  });
});

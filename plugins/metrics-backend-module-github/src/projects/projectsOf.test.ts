import { projectsOf } from './projectsOf';

const rules = {
  isKnownHost: (host: string) => ['github.com', 'forge:81'].includes(host),
  defaultHost: 'github.com',
  catalogRepositories: ['github.com/acme/catalog'],
};
const entity = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', annotations },
});
const kept = (location: string, slug = 'Acme/Shop', source?: string) =>
  projectsOf(
    entity({
      'github.com/project-slug': slug,
      'backstage.io/managed-by-location': location,
      ...(source && { 'backstage.io/source-location': source }),
    }),
    rules,
  );

it.each<[string, string, string, string | undefined]>([
  [
    'in the repository itself',
    'url:https://github.com/acme/shop/blob/main/catalog-info.yaml',
    'github.com/acme/shop',
    undefined,
  ],
  [
    'at another host',
    'url:http://forge:81/acme/shop/tree/main/catalog-info.yaml',
    'forge:81/acme/shop',
    undefined,
  ],
  [
    'in a repository for records',
    'url:https://github.com/Acme/catalog/blob/main/all.yaml',
    'github.com/acme/shop',
    undefined,
  ],
  [
    'in a repository for records, of sources elsewhere',
    'url:https://github.com/Acme/catalog/blob/main/all.yaml',
    'forge:81/acme/shop',
    'url:http://forge:81/acme/shop/',
  ],
  ['in a file', 'file:/etc/catalog.yaml', 'github.com/acme/shop', undefined],
])('binds what is kept %s', (_, location, project, source) => {
  expect(kept(location, 'Acme/Shop', source)).toEqual([{ project }]);
});

it.each([
  ['another repository', 'url:https://github.com/acme/other/blob/main/c.yaml'],
  ['a host that is not known', 'url:https://evil.example/acme/shop/c.yaml'],
  ['an address that is none', 'url:nowhere'],
  ['nowhere', ''],
])('does not let %s speak for it', (_, location) => {
  expect(() => kept(location)).toThrow(
    'may not speak for github.com/acme/shop',
  );
});

it.each(['shop', 'acme/shop/more', 'acme/', '../shop', 'acme/..', 'acme shop'])(
  'binds nothing to "%s"',
  slug => {
    expect(kept('file:/etc/catalog.yaml', slug)).toEqual([]);
  },
);

it('binds nothing without the annotation', () => {
  expect(projectsOf(entity({}), rules)).toEqual([]);
});

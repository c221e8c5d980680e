import { withOwner } from './withOwner';

const geo = { kind: 'component', namespace: 'default', name: 'geo-lookup' };
const owner = 'group:default/checkout';

const file = `# What the catalog knows.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: "geo-lookup"   # as it is called
spec:
  type: service
  owner: group:default/maps # gone since May
  lifecycle: production
---
kind: API
metadata: { name: geo }
spec:
  owner: maps
`;

describe('withOwner', () => {
  it('changes the owner and not a character more', () => {
    expect(withOwner(file, geo, owner)).toBe(
      file.replace('group:default/maps', owner),
    );
    expect(withOwner(file, { ...geo, kind: 'api', name: 'geo' }, owner)).toBe(
      file.replace('owner: maps', `owner: ${owner}`),
    );
  });

  it('adds one where there is none', () => {
    const without = file.replace(/ {2}owner: group.*\n/, '');
    expect(withOwner(without, geo, owner)).toBe(
      without.replace('  type: service', `  owner: ${owner}\n  type: service`),
    );
    expect(
      withOwner(file.replace('group:default/maps', ''), geo, owner),
    ).toContain(`  owner: ${owner}  # gone since May`);
  });

  it.each([
    ['another name', { ...geo, name: 'other' }, file],
    ['another namespace', { ...geo, namespace: 'elsewhere' }, file],
    ['no entity', geo, 'just: text'],
    ['no YAML', geo, 'a: [b'],
    [
      'a spec on one line',
      geo,
      'kind: Component\nmetadata: {name: geo-lookup}\nspec: {type: service}\n',
    ],
    [
      'an owner that is no text',
      geo,
      'kind: Component\nmetadata: {name: geo-lookup}\nspec:\n  owner: [a]\n',
    ],
  ])('leaves %s alone', (_, entity, text) => {
    expect(withOwner(text, entity, owner)).toBeUndefined();
  });
});

import { matchesNothing, toRequest } from './catalogRequest';
import { parseView } from './catalogView';

const viewer = {
  ownershipRefs: ['user:default/dana', 'group:default/checkout'],
  starredRefs: ['component:default/tax-rules', 'api:default/tax'],
};
const read = (search: string) => parseView(new URLSearchParams(search));

describe('toRequest', () => {
  it('asks for one page of a kind, by name', () => {
    expect(toRequest(read(''), viewer)).toMatchObject({
      filter: { kind: 'component' },
      orderFields: [{ field: 'metadata.name', order: 'asc' }],
      limit: 20,
    });
  });

  it.each([
    ['whose=mine', { 'relations.ownedBy': viewer.ownershipRefs }],
    [
      'owner=group:default/growth',
      { 'relations.ownedBy': 'group:default/growth' },
    ],
    [
      'whose=mine&owner=group:default/checkout',
      { 'relations.ownedBy': 'group:default/checkout' },
    ],
    [
      'system=system:default/shop',
      { 'relations.partOf': 'system:default/shop' },
    ],
    [
      'type=service&tag=node',
      { 'spec.type': 'service', 'metadata.tags': 'node' },
    ],
  ])('narrows %s down on the server', (search, filter) => {
    expect(toRequest(read(search), viewer)).toMatchObject({
      filter: { kind: 'component', ...filter },
    });
  });

  it('asks for the starred ones of the kind, each with the other filters', () => {
    expect(toRequest(read('whose=starred&type=service'), viewer)).toMatchObject(
      {
        filter: [
          {
            kind: 'component',
            'spec.type': 'service',
            'metadata.namespace': 'default',
            'metadata.name': 'tax-rules',
          },
        ],
      },
    );
  });

  it('follows a cursor, which knows the rest', () => {
    const request = toRequest(read('type=service&cursor=abc'), viewer);

    expect(request).toMatchObject({ cursor: 'abc', limit: 20 });
    expect(request).not.toHaveProperty('filter');
  });
});

describe('matchesNothing', () => {
  it.each([
    ['', viewer, false],
    ['whose=mine', viewer, false],
    ['whose=mine', { ...viewer, ownershipRefs: [] }, true],
    ['whose=mine&owner=group:default/growth', viewer, true],
    ['whose=starred', viewer, false],
    ['whose=starred&kind=system', viewer, true],
  ])('for %s', (search, asking, expected) => {
    expect(matchesNothing(read(search), asking)).toBe(expected);
  });
});

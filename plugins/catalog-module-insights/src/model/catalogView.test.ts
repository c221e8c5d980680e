import {
  changeView,
  cleared,
  countFilters,
  formatView,
  parseView,
} from './catalogView';

const read = (search: string) => parseView(new URLSearchParams(search));

describe('the view in the address', () => {
  it.each([
    '',
    'whose=mine&kind=api&type=openapi&owner=group%3Adefault%2Fgrowth&q=tax&order=desc&cursor=abc',
    'whose=starred&system=system%3Adefault%2Fshop&lifecycle=production&tag=node&tag=pci',
    'health=unhealthy&sort=leadTime&columns=name%2Ctags',
    'sort=health&order=desc',
    'leadTime=172800..&deploymentFrequency=none&changeFailRate=..0.15&q=tax',
  ])('comes back as it was written: %s', search => {
    expect(formatView(read(search)).toString()).toBe(search);
  });

  it.each([
    ['whose=everybody', { whose: 'all' }],
    ['kind=API', { kind: 'api' }],
    ['kind=', { kind: 'component' }],
    ['order=sideways', { order: 'asc' }],
    ['q=%20%20tax%20', { text: 'tax' }],
    ['type=%20', { type: [] }],
    ['health=fine', { health: undefined }],
    ['sort=shoeSize', { sort: 'name', order: 'asc' }],
    ['sort=leadTime&order=sideways', { sort: 'leadTime', order: 'desc' }],
    ['leadTime=2d&reworkRate=3..1', { figures: {} }],
    ['leadTime=%203600..%20', { figures: { leadTime: { from: 3_600 } } }],
    ['kind=api&leadTime=3600..', { figures: {} }],
    ['columns=shoeSize,tags', { columns: ['tags'] }],
  ])('takes %s for what it can mean', (search, expected) => {
    expect(read(search)).toMatchObject(expected);
  });

  it('leaves out the kind that a page shows anyway', () => {
    const view = parseView(new URLSearchParams(), 'api');

    expect(view.kind).toBe('api');
    expect(formatView(view, 'api').toString()).toBe('');
    expect(formatView(view).toString()).toBe('kind=api');
  });
});

describe('changeView', () => {
  const view = read('whose=mine&type=service&q=tax&cursor=abc');

  it('begins at the first page again when a filter changes', () => {
    expect(changeView(view, { owner: ['group:default/growth'] })).toEqual({
      ...view,
      owner: ['group:default/growth'],
      cursor: undefined,
    });
  });

  it('keeps the filters when the page changes', () => {
    expect(changeView(view, { cursor: 'def' })).toEqual({
      ...view,
      cursor: 'def',
    });
  });

  it('stays on its page when columns are chosen', () => {
    expect(changeView(view, { columns: ['name', 'tags'] }).cursor).toBe('abc');
  });

  it('drops values of the kind before', () => {
    const changed = changeView(view, { kind: 'api' });

    expect(changed).toMatchObject({ kind: 'api', whose: 'mine', text: 'tax' });
    expect(changed.type).toEqual([]);
    expect(changed.cursor).toBeUndefined();
  });

  it('takes one figure away and leaves the others', () => {
    const set = read('leadTime=3600..&changeFailRate=none');

    expect(countFilters(set)).toBe(2);
    const changed = changeView(set, {
      figures: { ...set.figures, leadTime: undefined },
    });
    expect(countFilters(changed)).toBe(1);
    expect(formatView(changed).toString()).toBe('changeFailRate=none');
    expect(changeView(set, { kind: 'api' }).figures).toEqual({});
  });

  it('counts what is set, and nothing after it is cleared', () => {
    expect(countFilters(view)).toBe(3);
    expect(countFilters(changeView(view, cleared))).toBe(0);
  });
});

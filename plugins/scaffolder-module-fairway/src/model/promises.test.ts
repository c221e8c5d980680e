import { fillPromise, readContents, readPromises, shortName } from './promises';

describe('readPromises', () => {
  it('reads the known kinds and passes over the rest', () => {
    const text = `
- kind: repository
  text: "{organisation}/{name}, private"
- kind: teapot
  text: short and stout
- kind: ci
- just a string
`;
    expect(readPromises({ 'fairway/creates': text })).toEqual([
      { kind: 'repository', text: '{organisation}/{name}, private' },
    ]);
  });

  it.each([undefined, '', 'a: [', 'a: 1', '&a [*a, *a]'])(
    'is empty for %s',
    text => {
      expect(
        readPromises(
          text === undefined ? undefined : { 'fairway/creates': text },
        ),
      ).toEqual([]);
    },
  );
});

describe('readContents', () => {
  it('reads paths with and without a note', () => {
    const text =
      '[{path: src/, note: HTTP server}, {path: README.md}, {note: x}]';
    expect(readContents({ 'fairway/contents': text })).toEqual([
      { path: 'src/', note: 'HTTP server' },
      { path: 'README.md', note: '' },
    ]);
  });
});

describe('fillPromise', () => {
  it('fills in what is known and leaves the rest open', () => {
    expect(
      fillPromise(
        '{organisation}/{name}, owner {owner}',
        { name: 'refunds', owner: '' },
        'acme',
      ),
    ).toEqual([
      { text: 'acme', source: 'filled' },
      { text: '/', source: 'given' },
      { text: 'refunds', source: 'filled' },
      { text: ', owner ', source: 'given' },
      { text: 'owner', source: 'open' },
    ]);
  });

  it('does not evaluate anything', () => {
    expect(
      fillPromise('${{ 7*7 }} {name}', { name: '{owner}' }, 'acme'),
    ).toEqual([
      { text: '${{ 7*7 }} ', source: 'given' },
      { text: '{owner}', source: 'filled' },
    ]);
  });
});

describe('shortName', () => {
  it.each([
    ['group:default/payments', 'payments'],
    ['payments', 'payments'],
    ['2', '2'],
    ['https://example.org/x', 'https://example.org/x'],
  ])('%s is said as %s', (value, expected) => {
    expect(shortName(value)).toBe(expected);
  });
});

import { compareVersions } from './versions';

it('sorts versions, the newest first', () => {
  const sorted = [
    ...['2.0.0', 'v1.10.0', '1.9.3', '1.9.0', '1.9.0-rc.2'],
    ...['1.9.0-rc.1', '0.1.0'],
  ];
  const shuffled = [3, 6, 0, 5, 2, 1, 4].map(place => sorted[place]);
  expect(shuffled.sort(compareVersions)).toEqual([
    '2.0.0',
    'v1.10.0',
    '1.9.3',
    '1.9.0',
    '1.9.0-rc.2',
    '1.9.0-rc.1',
    '0.1.0',
  ]);
});

it.each([
  ['1.0.0', '1.0.0', 0],
  ['v1.0.0', '1.0.0', 0],
  ['1.0.0', '1.0.1', 1],
  ['1.10.0', '1.9.0', -1],
  ['1.0.0', '1.0.0-rc.1', -1],
  ['main', '1.0.0', 1],
])('%s beside %s', (a, b, expected) => {
  expect(Math.sign(compareVersions(a, b))).toBe(expected);
});

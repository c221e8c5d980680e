import {
  figureColumns,
  formatFigureFilter,
  parseFigureFilter,
} from './figureFilter';

describe('the filter of a figure in the address', () => {
  it.each([
    ['3600..86400', { from: 3_600, to: 86_400 }],
    ['172800..', { from: 172_800 }],
    ['..0.15', { to: 0.15 }],
    ['0..0', { from: 0, to: 0 }],
    ['none', 'none'],
  ])('reads %s, and writes it as it was', (text, filter) => {
    expect(parseFigureFilter(text)).toEqual(filter);
    expect(formatFigureFilter(parseFigureFilter(text)!)).toBe(text);
  });

  it.each([
    '',
    '..',
    '2 d',
    '-1..',
    '5..1',
    '1..2..3',
    '1e3..',
    'NONE',
    '.5..',
  ])('does not read %p', text =>
    expect(parseFigureFilter(text)).toBeUndefined(),
  );

  it('rounds so that the end itself stays within', () => {
    const week = 1 / 7;
    const text = formatFigureFilter({ from: week, to: week });
    const { from, to } = parseFigureFilter(text) as {
      from: number;
      to: number;
    };

    expect(text).toBe('0.142857142857..0.142857142858');
    expect(from).toBeLessThanOrEqual(week);
    expect(to).toBeGreaterThanOrEqual(week);
  });

  it('does not write what only reckoning has added', () => {
    expect(formatFigureFilter({ from: 8.6 * 0.01, to: 1.1 * 3_600 })).toBe(
      '0.086..3960',
    );
  });
});

it('knows the figures of components, and none of other kinds', () => {
  expect(figureColumns('component').map(({ id }) => id)).toEqual([
    'leadTime',
    'deploymentFrequency',
    'changeFailRate',
    'recoveryTime',
    'reworkRate',
  ]);
  expect(figureColumns('api')).toEqual([]);
});

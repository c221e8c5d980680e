import { formatDuration, formatElapsed, formatMoment } from './time';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('formatDuration', () => {
  it.each([
    [-5, '0 s'],
    [0, '0 s'],
    [240, '0.2 s'],
    [4_700, '4.7 s'],
    [58_400, '58 s'],
    [59_700, '1 min'],
    [221_000, '3 min 41 s'],
    [7_500_000, '2 h 5 min'],
    [7_200_000, '2 h'],
    [273_600_000, '3 d 4 h'],
  ])('says %d ms as %s', (milliseconds, text) => {
    expect(plain(formatDuration(milliseconds))).toBe(text);
  });

  it('keeps a value and its unit on one line', () => {
    expect(formatDuration(221_000)).toBe('3\u00a0min 41\u00a0s');
  });
});

describe('formatElapsed', () => {
  it.each([
    [-1, '0 s'],
    [18_900, '18 s'],
    [5 * 60_000, '5 min'],
    [3.9 * 3_600_000, '3 h'],
    [12 * 86_400_000, '12 d'],
  ])('says %d ms as %s', (milliseconds, text) => {
    expect(plain(formatElapsed(milliseconds))).toBe(text);
  });
});

describe('formatMoment', () => {
  const now = new Date(2025, 10, 20, 16, 0);

  it.each([
    [new Date(2025, 10, 20, 14, 12), 'today 14:12'],
    [new Date(2025, 10, 20, 0, 5), 'today 00:05'],
    [new Date(2025, 10, 19, 23, 59), '19 Nov 23:59'],
    [new Date(2025, 10, 9, 10, 31), '9 Nov 10:31'],
    [new Date(2024, 10, 9, 10, 31), '9 Nov 2024 10:31'],
  ])('says %s as %s', (moment, text) => {
    expect(formatMoment(moment, now)).toBe(text);
    expect(formatMoment(moment.toISOString(), now)).toBe(text);
  });

  it('does not invent a moment', () => {
    expect(formatMoment('yesterday-ish', now)).toBe('at an unknown time');
  });
});

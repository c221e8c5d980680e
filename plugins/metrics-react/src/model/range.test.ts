import {
  checkDays,
  daysOfRange,
  earlierWindow,
  parseRange,
  usualInterval,
  windowOf,
  windowOfDays,
  writeRange,
} from './range';

const now = new Date('2026-11-21T14:31:00Z');

describe('the address', () => {
  it.each([
    ['', { preset: '90d' }],
    ['range=7d', { preset: '7d' }],
    ['range=2y', { preset: '90d' }],
    ['from=2026-08-01&to=2026-08-31', { from: '2026-08-01', to: '2026-08-31' }],
    ['from=2026-02-31&to=2026-08-31', { preset: '90d' }],
    ['from=2026-09-01&to=2026-08-31&range=30d', { preset: '30d' }],
    ['from=2024-01-01&to=2026-01-01', { preset: '90d' }],
  ])('%s', (search, range) => {
    expect(parseRange(new URLSearchParams(search))).toEqual(range);
  });

  it.each([
    [{ preset: '90d' } as const, 'metric=x'],
    [{ preset: '7d' } as const, 'metric=x&range=7d'],
    [
      { from: '2026-08-01', to: '2026-08-31' },
      'metric=x&from=2026-08-01&to=2026-08-31',
    ],
  ])('of %j', (range, written) => {
    const search = new URLSearchParams('from=1&to=2&metric=x&range=12mo');
    writeRange(search, range);
    expect(search.toString()).toBe(written);
  });
});

it.each([
  ['', '2026-08-31', 'Choose a first and a last day'],
  ['2026-09-01', '2026-08-31', 'The first day is after the last'],
  ['2025-08-01', '2026-08-31', 'At most 366 days'],
  ['2026-08-31', '2026-08-31', undefined],
])('%s to %s: %s', (from, to, wrong) => {
  expect(checkDays(from, to)).toBe(wrong);
});

it('asks for as many days as it says, the day of today among them', () => {
  const { from, to } = windowOf({ preset: '90d' }, now);
  expect(from).toBe('2026-08-24T14:31:00.000Z');
  expect(to).toBe('2026-11-21T14:31:00.001Z');
});

it.each(['Pacific/Honolulu', 'America/Los_Angeles', 'UTC', 'Pacific/Auckland'])(
  'names a day so that it is the same day in %s',
  zone => {
    const days = new Intl.DateTimeFormat('sv', { timeZone: zone });
    const { from, to } = windowOfDays('2026-01-15', '2026-01-15');
    expect(days.format(new Date(from))).toBe('2026-01-15');
    expect(days.format(Date.parse(to) - 1)).toBe('2026-01-15');
  },
);

it('cuts a longer range into larger parts', () => {
  expect(usualInterval({ preset: '7d' })).toBe('day');
  expect(usualInterval({ preset: '90d' })).toBe('week');
  expect(usualInterval({ preset: '12mo' })).toBe('month');
  expect(daysOfRange({ from: '2026-08-01', to: '2026-08-31' })).toBe(31);
});

it.each([
  ['week', '2026-05-25T14:31:00.000Z', '13 weeks earlier'],
  ['day', '2026-05-26T14:31:00.000Z', '90 days earlier'],
  ['month', '2026-04-24T14:31:00.000Z', '4 months earlier'],
] as const)('compares a %s with one cut alike', (interval, from, words) => {
  const window = windowOf({ preset: '90d' }, now);
  expect(earlierWindow(window, interval)).toMatchObject({ from, words });
});

it('ends in a month that has no such day with its last', () => {
  const window = windowOfDays('2026-03-01', '2026-03-31');
  expect(earlierWindow(window, 'month').to.slice(0, 10)).toBe('2026-02-28');
});

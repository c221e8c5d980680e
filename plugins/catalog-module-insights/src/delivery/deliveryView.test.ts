import { formatDelivery, parseDelivery } from './deliveryView';

const read = (search: string) => parseDelivery(new URLSearchParams(search));

it('looks at the last 90 days, week by week, beside those before', () => {
  expect(read('')).toEqual({
    range: { preset: '90d' },
    metric: 'changeLeadTime',
    table: false,
    compare: true,
    interval: 'week',
    evidence: undefined,
  });
});

it.each([
  '',
  'range=7d&metric=changeFailRate',
  'from=2026-08-01&to=2026-08-31&view=table',
  'beside=nothing&per=day',
  'evidence=changeFailRate&days=2026-08-03..2026-08-09&list=failed',
  'evidence=incidents',
])('writes what it read: %s', search => {
  expect(decodeURIComponent(formatDelivery(read(search)).toString())).toBe(
    search,
  );
});

it.each(['metric=cleverness', 'per=hour', 'evidence=people&days=x', 'range=5'])(
  'leaves out what it does not know: %s',
  search => {
    expect(formatDelivery(read(search)).toString()).toBe('');
  },
);

it('leaves alone what belongs to others', () => {
  const search = new URLSearchParams('inspect=yaml&view=table&range=7d');
  const view = { ...parseDelivery(search), table: false };
  expect(formatDelivery(view, search).toString()).toBe('inspect=yaml&range=7d');
});

it('takes another usual interval with another range', () => {
  const view = read('range=7d');
  expect(view.interval).toBe('day');
  expect(read('range=12mo&per=month')).toMatchObject({ interval: 'month' });
});

import { bucketOf } from './buckets';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

it.each([
  ['day', '2026-11-18', '2026-11-18'],
  ['week', '2026-11-16', '2026-11-16'],
  ['week', '2026-11-22', '2026-11-16'],
  ['week', '1970-01-05', '1970-01-05'],
  ['month', '2026-11-01', '2026-11-01'],
  ['month', '2026-11-30', '2026-11-01'],
  ['month', '2024-02-29', '2024-02-01'],
] as const)('the %s of %s begins on %s', (interval, given, first) => {
  expect(bucketOf(interval)(day(given))).toBe(day(first));
});

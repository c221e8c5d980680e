import { ReportingZone } from './ReportingZone';
import { parseWindow, windowBefore } from './TimeWindow';

const utc = ReportingZone.create('UTC');
const zurich = ReportingZone.create('Europe/Zurich');
const DAY = 86_400_000;
const dayOf = (text: string) => Date.parse(text) / DAY;

it.each([
  ['2026-11-01T00:00:00Z', '2026-11-08T00:00:00Z', '2026-11-01', '2026-11-08'],
  ['2026-11-01T10:00:00Z', '2026-11-08T14:31:06Z', '2026-11-01', '2026-11-09'],
  ['2026-11-01T01:00+02:00', '2026-11-02T00:00Z', '2026-10-31', '2026-11-02'],
])('%s to %s are the days %s to %s', (from, to, fromDay, toDay) => {
  expect(parseWindow(from, to, utc)).toEqual({
    fromDay: dayOf(fromDay),
    toDay: dayOf(toDay),
  });
});

it.each([
  ['2026-02-30T00:00:00Z', '2026-03-03T00:00:00Z', 'from: a moment'],
  ['2026-02-03', '2026-03-03T00:00:00Z', 'from: a moment'],
  ['2026-02-03T00:00:00', '2026-03-03T00:00:00Z', 'from: a moment'],
  ['1767225600000', '2026-03-03T00:00:00Z', 'from: a moment'],
  ['now()', '2026-03-03T00:00:00Z', 'from: a moment'],
  ['2026-02-03T00:00:00Z', '', 'to: a moment'],
  ['2026-03-03T00:00:00Z', '2026-02-03T00:00:00Z', 'from must be before to'],
  ['2026-03-03T00:00:00Z', '2026-03-03T00:00:00Z', 'from must be before to'],
  ['2024-01-01T00:00:00Z', '2026-02-03T00:00:00Z', 'at most 366 days'],
])('%s to %s is refused: %s', (from, to, message) => {
  expect(() => parseWindow(from, to, utc)).toThrow(message);
});

it('goes back by as many days as the window has', () => {
  expect(windowBefore({ fromDay: 100, toDay: 190 })).toEqual({
    fromDay: 10,
    toDay: 100,
  });
});

it('cuts days where the zone does, also on the days of a clock change', () => {
  const day = zurich.dayOf(Date.parse('2026-03-29T12:00:00Z'));
  expect(zurich.dayOf(Date.parse('2026-03-28T22:59:59Z'))).toBe(day - 1);
  expect(zurich.dayOf(Date.parse('2026-03-28T23:00:00Z'))).toBe(day);
  expect(zurich.dayOf(Date.parse('2026-03-29T21:59:59Z'))).toBe(day);
  expect(zurich.dayOf(Date.parse('2026-03-29T22:00:00Z'))).toBe(day + 1);
  expect(zurich.startOf(day + 1) - zurich.startOf(day)).toBe(23 * 3_600_000);
});

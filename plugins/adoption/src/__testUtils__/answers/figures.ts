import type {
  Answered,
  DurationFigure,
  ShareFigure,
} from '@fairway/plugin-adoption-common';

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** So many make a figure. */
export const NEEDED = 5;

export const nodeService = 'template:default/node-service';

/** What all answers of a test have in common: 90 days that end on 21 Nov 2026. */
export const answered: Answered = {
  from: '2026-08-24T00:00:00+02:00',
  to: '2026-11-22T00:00:00+01:00',
  zone: 'Europe/Berlin',
  rules: 1,
  filters: {},
  before: {
    from: '2026-05-26T00:00:00+02:00',
    to: '2026-08-24T00:00:00+02:00',
  },
  needed: NEEDED,
  freshness: {
    completeTo: '2026-11-21T13:30:00.000Z',
    knownSince: '2025-11-03T08:00:00.000Z',
    gaps: [],
  },
};

/** A share that has a value where there is enough behind it. */
export function share(
  count: number,
  n: number,
  before?: [count: number, n: number],
): ShareFigure {
  const valueOf = (of: number, all: number) =>
    all >= NEEDED ? of / all : undefined;
  const value = valueOf(count, n);
  const was = before && valueOf(...before);
  const ratio = value !== undefined && was !== undefined ? value - was : 0;
  return {
    count,
    n,
    enough: n >= NEEDED,
    needed: NEEDED,
    value,
    before: before && { count: before[0], n: before[1], value: was },
    change:
      value === undefined || was === undefined
        ? undefined
        : { direction: ratio > 0 ? 'higher' : 'lower', ratio },
  };
}

/** A time that has quantiles where there is enough behind it. */
export function duration(
  n: number,
  median: number,
  before?: { n: number; median: number },
): DurationFigure {
  const enough = n >= NEEDED;
  return {
    n,
    enough,
    needed: NEEDED,
    method: 'exact',
    ...(enough ? { median, p75: 3 * median, p95: 11 * median } : {}),
    before,
    change: before && {
      direction: median > before.median ? 'higher' : 'lower',
      ratio: (median - before.median) / before.median,
    },
  };
}

/** Weeks before the end of the period, newest last. */
export function weeks(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const start =
      Date.UTC(2026, 10, 16) - (count - 1 - index) * 7 * DAY * 1_000;
    const day = (moment: number) =>
      `${new Date(moment).toISOString().slice(0, 10)}T00:00:00+01:00`;
    return { from: day(start), to: day(start + 7 * DAY * 1_000) };
  });
}

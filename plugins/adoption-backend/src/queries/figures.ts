import type {
  Change,
  CountFigure,
  DurationFigure,
  ShareFigure,
} from '@fairway/plugin-adoption-common';
import { SAME_WITHIN } from '@fairway/plugin-metrics-common';
import type { Sketch } from '@fairway/serving';

/** Shares that differ by so many points or fewer are about the same. */
const SHARES_SAME_WITHIN = 0.02;

/** How many of how many. */
export interface Part {
  count: number;
  n: number;
}

function directionOf(ratio: number, within: number): Change {
  if (Math.abs(ratio) <= within) return { direction: 'same', ratio };
  return { direction: ratio > 0 ? 'higher' : 'lower', ratio };
}

export const countFigure = (n: number, before?: number): CountFigure => ({
  n,
  ...(before !== undefined && { before }),
});

export function shareFigure(options: {
  now: Part;
  before?: Part;
  needed: number;
}): ShareFigure {
  const { now, before, needed } = options;
  const shareOf = ({ count, n }: Part) =>
    n >= needed && n > 0 ? count / n : undefined;
  const value = shareOf(now);
  const earlier = before && shareOf(before);
  return {
    ...now,
    ...{ enough: value !== undefined, needed },
    ...(value !== undefined && { value }),
    ...(before && {
      before: { ...before, ...(earlier !== undefined && { value: earlier }) },
    }),
    ...(value !== undefined &&
      earlier !== undefined && {
        change: directionOf(value - earlier, SHARES_SAME_WITHIN),
      }),
  };
}

export function durationFigure(options: {
  now: Sketch;
  before?: Sketch;
  needed: number;
}): DurationFigure {
  const { now, before, needed } = options;
  const medianOf = (durations: Sketch) =>
    durations.size >= needed ? durations.quantile(0.5) : undefined;
  const median = medianOf(now);
  const earlier = before && medianOf(before);
  return {
    ...{ n: now.size, enough: median !== undefined, needed },
    method: now.method,
    ...(median !== undefined && {
      ...{ median, p75: now.quantile(0.75), p95: now.quantile(0.95) },
    }),
    ...(before && {
      before: {
        n: before.size,
        ...(earlier !== undefined && { median: earlier }),
      },
    }),
    ...(median !== undefined &&
      earlier !== undefined && {
        change: directionOf(
          earlier === 0 ? Number(median !== 0) : (median - earlier) / earlier,
          SAME_WITHIN,
        ),
      }),
  };
}

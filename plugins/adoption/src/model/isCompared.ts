import type { Answered } from '@fairway/plugin-adoption-common';

/** Whether the period before was asked for, and anything was recorded in it: else a 0 would be a guess. */
export function isCompared(answer: Answered | undefined): boolean {
  const knownSince = answer?.freshness.knownSince;
  return Boolean(
    answer?.before &&
    knownSince &&
    Date.parse(knownSince) < Date.parse(answer.before.to),
  );
}

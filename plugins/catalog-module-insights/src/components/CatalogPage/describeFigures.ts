import { formatMoment } from '@fairway/look';
import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';

/** What the figures of some rows are of: where, how long, as of when, and what their marks mean. */
export function describeFigures(rows: ComponentRow[]): string {
  const window = rows.find(({ delivery }) => delivery)?.delivery?.windowDays;
  const computed = rows
    .map(({ computedAt }) => computedAt)
    .filter(moment => moment !== undefined)
    .sort()
    .pop();
  const days = window ? `last ${window} days` : undefined;
  const updated = computed ? `updated ${formatMoment(computed)}` : undefined;
  const before = window ? `the ${window} days before` : 'before';
  return `Figures: ${['production', days, updated]
    .filter(Boolean)
    .join(', ')}. Square end: worse than ${before}.`;
}

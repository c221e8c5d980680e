import { InputError } from '@backstage/errors';
import { DateTime } from 'luxon';
import type { ReportingZone } from './ReportingZone';

/** Whole days of the reporting zone: `fromDay` inclusive, `toDay` exclusive. */
export interface TimeWindow {
  fromDay: number;
  toDay: number;
}

/** The longest window that is answered, in days. */
const MOST_DAYS = 366;
const ISO_WITH_OFFSET =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

function parseMoment(name: string, text: string): number {
  const moment = ISO_WITH_OFFSET.test(text)
    ? DateTime.fromISO(text)
    : undefined;
  if (!moment?.isValid)
    throw new InputError(
      `${name}: a moment as ISO 8601 with offset, like 2026-11-01T00:00:00Z`,
    );
  return moment.toMillis();
}

/**
 * The days that two moments span. A day that is begun at the end is in it, so that the answer for "until now" holds today.
 *
 * @throws InputError naming the field and the rule
 */
export function parseWindow(
  from: string,
  to: string,
  zone: ReportingZone,
): TimeWindow {
  const [start, end] = [parseMoment('from', from), parseMoment('to', to)];
  if (start >= end) throw new InputError('from must be before to');
  const window = { fromDay: zone.dayOf(start), toDay: zone.dayOf(end - 1) + 1 };
  if (window.toDay - window.fromDay > MOST_DAYS)
    throw new InputError(`from, to: at most ${MOST_DAYS} days`);
  return window;
}

/** The window of the same length that ends where this one begins. */
export const windowBefore = ({ fromDay, toDay }: TimeWindow): TimeWindow => ({
  fromDay: fromDay - (toDay - fromDay),
  toDay: fromDay,
});

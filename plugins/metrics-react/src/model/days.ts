const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The day that an ISO text with offset begins with: in the zone in which the text was written. */
export function dayOf(text: string): string {
  return text.slice(0, 10);
}

/** A day some days later, or earlier. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${dayOf(day)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/**
 * The last day before a moment, itself exclusive, in the zone in which it is written.
 *
 * @public
 */
export function lastDay(exclusive: string): string {
  return addDays(exclusive, -1);
}

/** How many days lie between two. */
export function countDays(from: string, to: string): number {
  return Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 864e5);
}

/**
 * A day of the reporting zone: `21 Nov`, with its year where that is asked for.
 *
 * @param text - an ISO 8601 day or moment, read as it is written
 * @public
 */
export function formatDay(text: string, options?: { year?: boolean }): string {
  const [year, month, day] = dayOf(text).split('-').map(Number);
  const short = `${day}\u00a0${months[month - 1]}`;
  return options?.year ? `${short}\u00a0${year}` : short;
}

/** The name of a month: `Nov 2026`. */
export function formatMonth(text: string): string {
  const [year, month] = dayOf(text).split('-').map(Number);
  return `${months[month - 1]}\u00a0${year}`;
}

/**
 * Two days as one text: `23 Aug to 21 Nov 2026`.
 *
 * @param last - the last day, itself included
 * @public
 */
export function formatDays(first: string, last: string): string {
  if (dayOf(first) === dayOf(last)) return formatDay(last, { year: true });
  const year = first.slice(0, 4) !== last.slice(0, 4);
  return `${formatDay(first, { year })} to ${formatDay(last, { year: true })}`;
}

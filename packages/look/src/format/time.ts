const NBSP = '\u00a0';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function join(value: number, unit: string): string {
  return `${value}${NBSP}${unit}`;
}

/**
 * How long something took, in at most two units: `0.4 s`, `58 s`, `3 min 41 s`, `2 h 5 min`, `3 d 4 h`.
 * Units stand behind a no-break space.
 *
 * @param milliseconds - not negative; a clock that ran backwards counts as zero
 * @public
 */
export function formatDuration(milliseconds: number): string {
  const duration = Math.max(0, milliseconds);
  if (duration < 10 * SECOND) {
    const tenths = Math.round(duration / 100) / 10;
    return join(tenths, 's');
  }
  const steps: [number, string, number, string][] = [
    [DAY, 'd', HOUR, 'h'],
    [HOUR, 'h', MINUTE, 'min'],
    [MINUTE, 'min', SECOND, 's'],
  ];
  const rounded = Math.round(duration / SECOND) * SECOND;
  for (const [size, unit, rest, restUnit] of steps) {
    if (rounded >= size) {
      const whole = Math.floor(rounded / size);
      const left = Math.floor((rounded % size) / rest);
      return left
        ? `${join(whole, unit)} ${join(left, restUnit)}`
        : join(whole, unit);
    }
  }
  return join(Math.round(duration / SECOND), 's');
}

/**
 * How long something has been going on, in one unit: `18 s`, `5 min`, `3 h`, `12 d`. For live things only;
 * anything else is given as a moment.
 *
 * @public
 */
export function formatElapsed(milliseconds: number): string {
  const elapsed = Math.max(0, milliseconds);
  if (elapsed < MINUTE) return join(Math.floor(elapsed / SECOND), 's');
  if (elapsed < HOUR) return join(Math.floor(elapsed / MINUTE), 'min');
  if (elapsed < DAY) return join(Math.floor(elapsed / HOUR), 'h');
  return join(Math.floor(elapsed / DAY), 'd');
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/**
 * A moment in the reader's time zone: `today 14:12`, `9 Nov 10:31`, `9 Nov 2024 10:31`.
 *
 * @param moment - an ISO 8601 time, milliseconds since 1970, or a Date
 * @param now - what counts as today
 * @public
 */
export function formatMoment(
  moment: string | number | Date,
  now: Date = new Date(),
): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) {
    return 'at an unknown time';
  }
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (date.toDateString() === now.toDateString()) {
    return `today ${clock}`;
  }
  const day = `${date.getDate()} ${months[date.getMonth()]}`;
  return date.getFullYear() === now.getFullYear()
    ? `${day} ${clock}`
    : `${day} ${date.getFullYear()} ${clock}`;
}

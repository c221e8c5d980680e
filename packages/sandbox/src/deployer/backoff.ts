const FIRST_MILLISECONDS = 1000;
const LONGEST_MILLISECONDS = 60_000;

/** How long to wait before a process that crashed is started again: 1 s, then twice as long each time, at most a minute. */
export function backoff(crashes: number): number {
  return Math.min(
    FIRST_MILLISECONDS * 2 ** Math.max(0, crashes - 1),
    LONGEST_MILLISECONDS,
  );
}

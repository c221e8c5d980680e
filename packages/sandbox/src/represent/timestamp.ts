/** A time as GitHub writes it: whole seconds, UTC. */
export function timestamp(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** The same for a time that may not have come yet. */
export function optionalTimestamp(time: string | null): string | null {
  return time === null ? null : timestamp(time);
}

/** A moment as facts have it, in UTC. */
export const moment = (timestamp: string): string =>
  new Date(timestamp).toISOString();

/** The last day before a moment, itself exclusive, in the zone in which it is written. */
export function lastDay(exclusive: string): string {
  const date = new Date(`${exclusive.slice(0, 10)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

/**
 * A count with its noun: `1 person`, `9 people`, `1,204 services`.
 *
 * @public
 */
export function formatCount(
  count: number,
  singular: string,
  plural = `${singular}s`,
): string {
  const noun = count === 1 ? singular : plural;
  return `${count.toLocaleString('en-US')}\u00a0${noun}`;
}

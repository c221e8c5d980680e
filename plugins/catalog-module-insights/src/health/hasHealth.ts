/** Kinds that sources of health are asked about. */
export function hasHealth(kind: string): boolean {
  return kind.toLocaleLowerCase('en-US') === 'component';
}

/*
 * What merges are made of: each is commutative, associative and idempotent.
 */

export const moment = (text: string | undefined): number | null =>
  text === undefined ? null : Date.parse(text);

export function least(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

export const union = (a: string, b: string[]): string =>
  JSON.stringify([...new Set([...JSON.parse(a), ...b])].sort());

/** The greater of two values that never change once they are known; any rule would do that does not depend on order. */
export function known<T extends string | number>(
  a: T | null,
  b: T | null,
): T | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** Whether `b` stands before `a`: it is later, or as late and greater as text. */
function stands<T extends { updated_at: number }>(a: T, b: T): boolean {
  if (a.updated_at !== b.updated_at) return b.updated_at > a.updated_at;
  return JSON.stringify(b) > JSON.stringify(a);
}

export const later = <T extends { updated_at: number }>(
  a: T | undefined,
  b: T,
): T => (!a || stands(a, b) ? b : a);

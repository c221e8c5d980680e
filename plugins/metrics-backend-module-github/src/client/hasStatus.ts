import { isError } from '@backstage/errors';

/** True for an answer of the forge with one of these statuses. */
export function hasStatus(error: unknown, ...statuses: number[]): boolean {
  return isError(error) && statuses.includes(Number(error.status));
}

import { ResponseError } from '@backstage/errors';

/** The forge can't be reached or is in trouble: nothing that a release could be blamed for. */
export function isForgeTrouble(error: unknown): boolean {
  if (error instanceof ResponseError) {
    return error.statusCode >= 500;
  }
  return (
    error instanceof Error &&
    (error.name === 'TimeoutError' ||
      (error.name === 'TypeError' && error.message === 'fetch failed'))
  );
}

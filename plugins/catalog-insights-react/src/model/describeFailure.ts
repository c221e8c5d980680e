import { ResponseError } from '@backstage/errors';

/**
 * What is known of a failed answer: the server's own words where it had any, status, request id.
 *
 * @public
 */
export function describeFailure(error: Error): {
  /** Without a full stop at its end. */
  message: string;
  status?: number;
  requestId?: string;
} {
  const own = error instanceof ResponseError ? error.body?.error?.message : '';
  const message = (own || error.message).trim().replace(/\.$/, '');
  if (!(error instanceof ResponseError)) {
    return { message };
  }
  const { status, headers } = error.response;
  return {
    message,
    status,
    requestId: headers?.get('x-request-id') ?? undefined,
  };
}

import { ResponseError } from '@backstage/errors';

/** Status and request id of a failed answer, where the error knows them. */
export function describeFailure(error: Error): {
  status?: number;
  requestId?: string;
} {
  if (!(error instanceof ResponseError)) {
    return {};
  }
  const { status, headers } = error.response;
  return { status, requestId: headers?.get('x-request-id') ?? undefined };
}

import { ResponseError } from '@backstage/errors';

/** A failed request in the server's own words, with what helps to find it in the logs. */
export function describeRefusal(error: Error): {
  message: string;
  status?: number;
  requestId?: string;
} {
  if (!(error instanceof ResponseError)) {
    return { message: error.message };
  }
  const { body, response } = error;
  return {
    message: body?.error?.message ?? error.message,
    status: response.status,
    requestId: response.headers?.get('x-request-id') ?? undefined,
  };
}

import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { RequestError } from '@octokit/request-error';

/** Whether something thrown is the forge's own answer, with its status. */
export function isForgeAnswer(error: unknown): error is RequestError {
  return (
    error instanceof Error &&
    error.name === 'HttpError' &&
    typeof (error as RequestError).status === 'number'
  );
}

/** The status the forge answered with; nothing when there was no answer at all. */
export function forgeStatus(error: unknown): number | undefined {
  // Octokit gives a broken connection the status 500 too, but then without a response.
  return isForgeAnswer(error) && error.response ? error.status : undefined;
}

const NEXT_STEP: Record<number, string> = {
  401: "The portal's token at the forge is no longer valid: renew it, then retry.",
  403: "Give the portal's GitHub App this permission, then retry.",
  404: "Check that it exists and that the portal's GitHub App may see it, then retry.",
  409: 'Look at its present state, then retry.',
  422: 'Correct what it complains about, then start again.',
  429: 'Retry after the limit has been lifted.',
};

function errorFor(status: number | undefined, message: string): Error {
  switch (status) {
    case 401:
    case 403:
      return new NotAllowedError(message);
    case 404:
      return new NotFoundError(message);
    case 409:
    case 422:
      return new ConflictError(message);
    default:
      return new ServiceUnavailableError(message);
  }
}

function detailsOf(error: RequestError): string {
  const body = error.response?.data as
    | { message?: string; errors?: Array<{ message?: string } | string> }
    | undefined;
  const details = (Array.isArray(body?.errors) ? body.errors : [])
    .map(detail => (typeof detail === 'string' ? detail : detail.message))
    .filter(Boolean);
  return [body?.message ?? error.message, ...details].join(': ');
}

/**
 * Turns whatever a call threw into one message that a developer can act upon: what was tried, which call, the status,
 * the forge's own words, and what to do next. The error of the call itself is left out, since it carries the request.
 *
 * @param what - what the call was to do, such as "create acme/ledger".
 */
export function describeForgeError(
  error: unknown,
  what: string,
  next?: string,
): Error {
  if (!isForgeAnswer(error)) {
    return error instanceof Error ? error : new Error(String(error));
  }
  const status = forgeStatus(error);
  const call = `${error.request.method} ${new URL(error.request.url).pathname}`;
  const reason =
    status === undefined
      ? `no answer (${error.message})`
      : `${status} (${detailsOf(error)})`;
  return errorFor(
    status,
    `Could not ${what}: ${call} gave ${reason}. ${
      next ??
      NEXT_STEP[status ?? 0] ??
      'The forge has a problem at the moment: retry in a while.'
    }`,
  );
}

import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** A repository that git would push to, and how it is called. */
export interface RemoteOptions {
  /** As for `git push`. */
  url: string;
  /** Goes to this address alone: no redirect is followed. */
  token: string;
  /** Longest time of one call in milliseconds; sending a large pack may take longer. */
  callTimeout: number;
  signal?: AbortSignal;
}

// Slower than any line that a portal stands at, in bytes per millisecond.
const SLOWEST = 64;
const LONGEST_QUOTE = 200;

/**
 * One exchange of git's protocol over HTTP.
 *
 * @param service - such as `git-receive-pack`; it is asked what there is when there is no body.
 * @throws NotAllowedError, NotFoundError or ServiceUnavailableError when the forge refuses; the signal's reason when it
 *   was aborted.
 */
export async function callRemote(
  { url, token, callTimeout, signal }: RemoteOptions,
  service: string,
  body?: Buffer,
): Promise<Buffer> {
  const limit = AbortSignal.timeout(
    callTimeout + Math.ceil((body?.length ?? 0) / SLOWEST),
  );
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const response = await fetchWhole(
    body ? `${url}/${service}` : `${url}/info/refs?service=${service}`,
    {
      method: body ? 'POST' : 'GET',
      body,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      headers: {
        authorization: `Basic ${basic}`,
        // By the beginning of it GitHub knows that it speaks to git.
        'user-agent': 'git/fairway',
        ...(body && {
          'content-type': `application/x-${service}-request`,
          accept: `application/x-${service}-result`,
        }),
      },
    },
  ).catch(error => {
    signal?.throwIfAborted();
    throw unavailable(url, reasonOf(error));
  });
  if (response.status !== 200) {
    throw describeStatus(url, response.status, firstLine(response.answer));
  }
  return response.answer;
}

async function fetchWhole(
  url: string,
  init: RequestInit,
): Promise<{ status: number; answer: Buffer }> {
  const response = await fetch(url, init);
  const answer = Buffer.from(await response.arrayBuffer());
  return { status: response.status, answer };
}

/** @param reason - what happened, for the person who waits for it. */
export function unavailable(url: string, reason: string): Error {
  return new ServiceUnavailableError(
    `The push to ${url} did not work: ${reason}. Retry in a while; what was done so far is kept.`,
  );
}

/** @param reason - the forge's own words. */
export function notPermitted(url: string, reason: string): Error {
  return new NotAllowedError(
    `The forge refused the push to ${url}. Give the portal's GitHub App "contents: write" and "workflows: write", then retry. It said: ${reason}`,
  );
}

function describeStatus(url: string, status: number, text: string): Error {
  switch (status) {
    case 401:
    case 403:
      return notPermitted(url, `${status} ${text}`.trim());
    case 404:
      return new NotFoundError(
        `${url} is gone: it was deleted or renamed after this request had created it. Start a new request.`,
      );
    default:
      return unavailable(url, `the forge answered ${status}`);
  }
}

function reasonOf(error: Error): string {
  const { code } = (error.cause ?? {}) as { code?: string };
  return `no answer (${code ?? error.message})`;
}

function firstLine(answer: Buffer): string {
  return answer.toString().split('\n')[0].trim().slice(0, LONGEST_QUOTE);
}

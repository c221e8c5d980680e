import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ForgeClient } from '../forge/ForgeClients';
import { ParkedError } from '../forge/ParkedError';

/** A repository that git would push to, and how it is called. */
export interface RemoteOptions {
  /** As for `git push`. */
  url: string;
  /** Goes to this address alone: no redirect is followed. */
  token: string;
  /** By which the forge is called. */
  fetch: ForgeClient['fetch'];
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
  { url, token, fetch, signal }: RemoteOptions,
  service: string,
  body?: Buffer,
): Promise<Buffer> {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const response = await fetch(
    body ? `${url}/${service}` : `${url}/info/refs?service=${service}`,
    {
      method: body ? 'POST' : 'GET',
      body,
      redirect: 'manual',
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
    Math.ceil((body?.length ?? 0) / SLOWEST),
  ).catch(error => {
    signal?.throwIfAborted();
    throw error instanceof ParkedError
      ? error
      : unavailable(url, reasonOf(error));
  });
  const answer = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) {
    throw describeStatus(url, response.status, firstLine(answer));
  }
  return answer;
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

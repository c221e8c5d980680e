import type { HealthFinding } from '@fairway/plugin-health-node';
import { type AskOptions, RefusedError, ask } from './ask';

export interface ProbeOptions extends AskOptions {
  paths: string[];
  slowAfterMilliseconds: number;
}

type Said = Pick<HealthFinding, 'status' | 'text'>;

const NOT_FOUND = 404;
/** It answers, but not everybody. */
const NEEDS_SIGN_IN = [401, 403];

const CODES: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EHOSTUNREACH: 'the host cannot be reached',
  ENOTFOUND: 'its name does not resolve',
};
/** What is wrong on the way to every service, and so says nothing about this one. */
const WAY_CODES: Record<string, string> = {
  ENETUNREACH: 'the network cannot be reached',
  EAI_AGAIN: 'the resolver of names does not answer',
};

/** An environment's address with a path at its end. */
function at(address: string, path: string): string {
  const url = new URL(address);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`;
  url.search = '';
  url.hash = '';
  return url.href;
}

const inWords = (milliseconds: number) => `${milliseconds / 1000} s`;

type NetworkError = Error & { code?: string; errors?: NetworkError[] };

function sayFailure(
  environment: string,
  error: NetworkError,
  options: ProbeOptions,
): Said {
  // Of several addresses each failed; one that could be reached says more than one that could not.
  if (error.errors?.length) {
    const [first] = error.errors;
    const telling = error.errors.find(({ code = '' }) => !(code in WAY_CODES));
    return sayFailure(environment, telling ?? first, options);
  }
  const code = error.code ?? '';
  if (code in WAY_CODES)
    return {
      status: 'unknown',
      text: `${environment} cannot be asked: ${WAY_CODES[code]}`,
    };
  const late = error.name === 'TimeoutError' || error.name === 'AbortError';
  const reason = late
    ? `no answer within ${inWords(options.timeoutMilliseconds)}`
    : (CODES[code] ?? error.message);
  return {
    status: 'unhealthy',
    text: `${environment} does not answer: ${reason}`,
  };
}

async function once(
  environment: string,
  address: string,
  options: ProbeOptions,
): Promise<Said> {
  const started = performance.now();
  let status = NOT_FOUND;
  for (const path of options.paths) {
    status = await ask(at(address, path), options);
    if (status !== NOT_FOUND) break;
  }
  const took = performance.now() - started;
  if (status >= 500)
    return {
      status: 'unhealthy',
      text: `${environment} answers with ${status}`,
    };
  if (status >= 400 && !NEEDS_SIGN_IN.includes(status))
    return {
      status: 'degraded',
      text: `${environment} answers with ${status}`,
    };
  return took > options.slowAfterMilliseconds
    ? {
        status: 'degraded',
        text: `${environment} takes more than ${inWords(options.slowAfterMilliseconds)} to answer`,
      }
    : { status: 'healthy', text: `${environment} answers` };
}

/**
 * Asks an environment whether it serves; a second time before it says that it does not or that nobody can tell, since a
 * single connection may fail for any reason.
 */
export async function probe(
  environment: string,
  address: string,
  options: ProbeOptions,
): Promise<Said> {
  let said: Said | undefined;
  for (const last of [false, true]) {
    try {
      said = await once(environment, address, options);
    } catch (error) {
      // The round was ended: that is no answer of the service.
      options.signal?.throwIfAborted();
      if (error instanceof RefusedError)
        return {
          status: 'unknown',
          text: `${environment} is not asked: ${error.message}`,
        };
      said = sayFailure(environment, error as NetworkError, options);
    }
    if (last || ['healthy', 'degraded'].includes(said.status)) break;
  }
  return said!;
}

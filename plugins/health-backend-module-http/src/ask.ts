import { lookup as resolve } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { type LookupFunction, isIP } from 'node:net';
import type { AddressRules } from './AddressRules';
import type { HostRules } from './HostRules';

const MOST_REDIRECTS = 3;
const MOST_BYTES = 65_536;
const REDIRECTS = [301, 302, 303, 307, 308];

/** Something that may not be asked. Says nothing of whether it is there. */
export class RefusedError extends Error {
  name = 'RefusedError';
}

export interface AskOptions {
  hosts: HostRules;
  addresses: AddressRules;
  timeoutMilliseconds: number;
  signal?: AbortSignal;
  /** The addresses of a name; the system's resolver where absent. */
  addressesOf?(hostname: string): Promise<string[]>;
}

const systemAddresses = async (hostname: string) =>
  (await resolve(hostname, { all: true })).map(({ address }) => address);

/** What is worked on, unless a signal ends the waiting for it: the system's resolver knows of no deadline. */
async function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let stop!: () => void;
  const ended = new Promise<never>((_, fail) => {
    stop = () => fail(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** @throws RefusedError where the host, or any address that its name stands for, may not be asked */
async function allowedAddresses(
  url: URL,
  options: AskOptions,
): Promise<string[]> {
  if (!['http:', 'https:'].includes(url.protocol))
    throw new RefusedError(`${url.protocol} is not asked`);
  if (url.username || url.password)
    throw new RefusedError('an address with credentials is not asked');
  if (!options.hosts.allows(url.hostname))
    throw new RefusedError(`${url.hostname} is not among health.http.hosts`);
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(name)
    ? [name]
    : await (options.addressesOf ?? systemAddresses)(name);
  if (!addresses.every(address => options.addresses.allows(address)))
    throw new RefusedError(
      `${url.hostname} has an address that may not be asked (health.http.networks)`,
    );
  return addresses;
}

/** One request to an address that was checked: the name is not resolved again. */
function request(
  url: URL,
  addresses: string[],
  signal: AbortSignal,
): Promise<{ status: number; location?: string }> {
  const pinned = addresses.map(address => ({
    address,
    family: isIP(address),
  }));
  const lookup: LookupFunction = (_hostname, { all }, callback) =>
    all
      ? callback(null, pinned)
      : callback(null, pinned[0].address, pinned[0].family);
  const { request: send } = url.protocol === 'https:' ? https : http;
  return new Promise((done, fail) => {
    const outgoing = send(url, {
      ...{ method: 'GET', agent: false, lookup, signal },
      headers: { 'user-agent': 'Fairway-Health', accept: '*/*' },
    });
    outgoing.on('error', fail);
    outgoing.on('response', response => {
      let bytes = 0;
      const answer = {
        status: response.statusCode!,
        location: response.headers.location,
      };
      // Only so that the service can end its answer in peace.
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MOST_BYTES) response.destroy();
      });
      response.on('close', () => done(answer));
      response.on('error', () => done(answer));
    });
    outgoing.end();
  });
}

/**
 * Asks an address and follows it to its end, checking the host and where its name leads before each step.
 *
 * @returns the status of the last answer
 * @throws RefusedError for what may not be asked
 * @throws Error where nothing answers in time
 */
export async function ask(
  address: string,
  options: AskOptions,
): Promise<number> {
  const deadline = AbortSignal.timeout(options.timeoutMilliseconds);
  const signal = options.signal
    ? AbortSignal.any([deadline, options.signal])
    : deadline;
  let url = new URL(address);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const addresses = await until(signal, allowedAddresses(url, options));
    const { status, location } = await request(url, addresses, signal);
    if (!REDIRECTS.includes(status) || !location) return status;
    url = new URL(location, url);
  }
  throw new Error(`more than ${MOST_REDIRECTS} redirects`);
}

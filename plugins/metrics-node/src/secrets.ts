import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type KeyObject,
  createHash,
  createHmac,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const MOST_SECRETS = 2;
const LEAST_CHARACTERS = 16;

/**
 * Reads the secrets under a key of the root configuration: a text, or a list of one or two, so that a new one can be brought in before the old one
 * goes.
 *
 * @throws InputError with the path of the key where there is none, more than two, or one shorter than 16 characters
 * @public
 */
export function readSecrets(config: Config, key: string): string[] {
  const value = config.getOptional(key);
  const secrets = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(secrets) || !secrets.length)
    throw new InputError(`${key}: a secret is required`);
  if (secrets.length > MOST_SECRETS)
    throw new InputError(`${key}: at most ${MOST_SECRETS} secrets at a time`);
  for (const secret of secrets)
    if (typeof secret !== 'string' || secret.length < LEAST_CHARACTERS)
      throw new InputError(
        `${key}: a secret has at least ${LEAST_CHARACTERS} characters`,
      );
  return secrets as string[];
}

/** Of each process its own, so that nothing can be learnt from how long a comparison of digests takes. */
const PEPPER = createSecretKey(randomBytes(32));
const digest = (text: string | Buffer) =>
  createHmac('sha256', PEPPER).update(text).digest();

/**
 * Whether a text is one of some secrets. All are compared, in a time that tells neither which one nor how much was right.
 *
 * @public
 */
export function isOneOf(given: string, secrets: string[]): boolean {
  const one = digest(given);
  return secrets.reduce(
    (found, secret) => timingSafeEqual(one, digest(secret)) || found,
    false,
  );
}

const keys = new Map<string, KeyObject>();

/** Made once of each secret: that takes as long as signing something short. */
function keyOf(secret: string): KeyObject {
  let key = keys.get(secret);
  if (!key) keys.set(secret, (key = createSecretKey(Buffer.from(secret))));
  return key;
}

const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

/**
 * Whether `sha256=<lower-case hex>` is the HMAC-SHA256 of these bytes with one of some secrets, compared as `isOneOf` does.
 *
 * @public
 */
export function isSignedWithOneOf(
  signature: string,
  body: Buffer,
  secrets: string[],
): boolean {
  const hex = SIGNATURE.exec(signature)?.[1];
  // What can't be right takes as long as what could be.
  const given = hex ? Buffer.from(hex, 'hex') : Buffer.alloc(32);
  const found = secrets.reduce(
    (before, secret) =>
      timingSafeEqual(
        given,
        createHmac('sha256', keyOf(secret)).update(body).digest(),
      ) || before,
    false,
  );
  return found && hex !== undefined;
}

/**
 * A short name for bytes that have none: what a sender without delivery ids sends twice has the same.
 *
 * @public
 */
export const fingerprintOf = (body: Buffer | string): string =>
  createHash('sha256').update(body).digest('hex');

import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readSecrets } from '@fairway/plugin-metrics-node';

const KEY = 'metrics.cdevents';
/** By the word the inbox knows that it must not be kept. */
const SIGNATURE_HEADER = /^[a-z0-9-]*signature[a-z0-9-]*$/;

/** What this module is configured with. */
export interface CdeventsConfig {
  /** Of those who sign. */
  secrets: string[];
  /** In lower case. */
  signatureHeader: string;
  /** Of those who can't. */
  tokens: string[];
}

/**
 * Reads the configuration; nothing where there is none.
 *
 * @throws InputError with the path of a key that is wrong, and where nothing tells a sender from anybody else
 */
export function readCdeventsConfig(root: Config): CdeventsConfig | undefined {
  if (!root.has(KEY)) return undefined;
  const secretsOf = (name: string) =>
    root.has(`${KEY}.${name}`) ? readSecrets(root, `${KEY}.${name}`) : [];
  const secrets = secretsOf('secrets');
  const tokens = secretsOf('tokens');
  if (!secrets.length && !tokens.length)
    throw new InputError(
      `${KEY}: secrets or tokens are required; without either anybody could report deployments`,
    );
  const signatureHeader = (
    root.getOptionalString(`${KEY}.signatureHeader`) ?? 'X-Fairway-Signature'
  ).toLowerCase();
  if (!SIGNATURE_HEADER.test(signatureHeader))
    throw new InputError(
      `${KEY}.signatureHeader: a header's name with the word "signature" in it`,
    );
  return { secrets, signatureHeader, tokens };
}

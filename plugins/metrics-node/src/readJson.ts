import { InputError } from '@backstage/errors';

/**
 * The value that a delivery's bytes are the JSON of, which is UTF-8 without a byte order mark (RFC 8259, 8.1).
 *
 * @throws InputError for anything else
 * @public
 */
export function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body),
    );
  } catch {
    throw new InputError('body is not valid JSON');
  }
}

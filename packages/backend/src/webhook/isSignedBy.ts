import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

/**
 * Whether GitHub's `X-Hub-Signature-256` proves that the sender knows the secret.
 *
 * @remarks
 * Takes as long for a malformed signature as for a wrong one.
 * See https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function isSignedBy(options: {
  secret: string;
  body: Buffer;
  signature: string | string[] | undefined;
}): boolean {
  const { secret, body, signature } = options;
  const expected = createHmac('sha256', secret).update(body).digest();
  const match =
    typeof signature === 'string' ? SIGNATURE.exec(signature) : null;
  const given = match ? Buffer.from(match[1], 'hex') : Buffer.alloc(32);
  return timingSafeEqual(expected, given) && match !== null;
}

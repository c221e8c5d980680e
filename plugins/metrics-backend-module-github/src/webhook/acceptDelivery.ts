import { AuthenticationError, InputError } from '@backstage/errors';
import {
  type AcceptedDelivery,
  type IncomingDelivery,
  isSignedWithOneOf,
  readJson,
} from '@fairway/plugin-metrics-node';
import { whyIgnored } from './gatheredEvents';

const EVENT = /^[a-z][a-z0-9_]{0,63}$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Checks a delivery of GitHub's: the signature over the bytes, then the headers, then that it is JSON.
 *
 * @see https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function acceptDelivery(
  { headers, body }: IncomingDelivery,
  secrets: string[],
): AcceptedDelivery {
  const signature = headers['x-hub-signature-256'];
  if (!isSignedWithOneOf(String(signature ?? ''), body, secrets))
    throw new AuthenticationError('invalid signature');
  const topic = String(headers['x-github-event'] ?? '');
  if (!EVENT.test(topic))
    throw new InputError('x-github-event: the name of an event is required');
  const deliveryId = String(headers['x-github-delivery'] ?? '').toLowerCase();
  if (!GUID.test(deliveryId))
    throw new InputError('x-github-delivery: a GUID is required');
  const payload = readJson(body);
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
    throw new InputError('body is not a JSON object');
  if (topic === 'ping') return { deliveryId, topic, ping: true };
  const ignore = whyIgnored(topic, (payload as { action?: unknown }).action);
  return { deliveryId, topic, ...(ignore && { ignore }) };
}

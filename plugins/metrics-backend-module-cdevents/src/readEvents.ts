import { InputError } from '@backstage/errors';
import { readJson } from '@fairway/plugin-metrics-node';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { type Cdevent, kindOf, otherEvent, readCdevent } from './readCdevent';

const MOST_EVENTS = 1_000;
const STRUCTURED = /^application\/cloudevents\+json\b/i;
const BATCH = /^application\/cloudevents-batch\+json\b/i;

const cloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  data: z.unknown().optional(),
  data_base64: z.base64().optional(),
});

interface Envelope {
  id: string;
  source: string;
  type: string;
  data: unknown;
}

/**
 * The events in a delivery, in any of the three ways of CloudEvents' HTTP binding. Headers are not signed, and so nothing
 * is believed of them: they must agree with the event, which says everything itself.
 *
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md
 *
 * @throws InputError for anything else
 */
export function readEvents(delivery: {
  headers: IncomingHttpHeaders;
  body: Buffer;
}): Cdevent[] {
  const type = delivery.headers['content-type'] ?? '';
  const body = readJson(delivery.body);
  if (STRUCTURED.test(type)) return [readEnvelope(structured(body))];
  if (!BATCH.test(type))
    return [readEnvelope({ ...binary(delivery.headers), data: body })];
  if (!Array.isArray(body) || !body.length || body.length > MOST_EVENTS)
    throw new InputError(`body: a list of 1 to ${MOST_EVENTS} events`);
  return body.map(event => readEnvelope(structured(event)));
}

function readEnvelope({ id, source, type, data }: Envelope): Cdevent {
  const kind = kindOf(type);
  // A broker may pass on others as well.
  if (!kind) return otherEvent({ id, source, type });
  const event = readCdevent(kind, data);
  if (event.context.id !== id || event.context.type !== type)
    throw new InputError(
      'context: id and type must be those of the CloudEvent',
    );
  return event;
}

function structured(value: unknown): Envelope {
  const parsed = cloudEvent.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(`${issue.path.join('.') || 'body'}: ${issue.message}`);
  }
  const { data_base64: encoded, ...event } = parsed.data;
  return {
    ...event,
    data:
      encoded === undefined
        ? event.data
        : readJson(Buffer.from(encoded, 'base64')),
  };
}

function binary(headers: IncomingHttpHeaders): Omit<Envelope, 'data'> {
  if (headers['ce-specversion'] !== '1.0')
    throw new InputError(
      'ce-specversion: must be 1.0, or content-type application/cloudevents+json',
    );
  return {
    id: attribute(headers, 'ce-id'),
    source: attribute(headers, 'ce-source'),
    type: attribute(headers, 'ce-type'),
  };
}

/** What a header cannot hold is percent-encoded in it (binding, 3.1.3.2). */
function attribute(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  if (typeof value !== 'string' || !value)
    throw new InputError(`${name}: required`);
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

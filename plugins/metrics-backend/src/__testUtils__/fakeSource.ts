import { AuthenticationError, InputError } from '@backstage/errors';
import type { Fact, MetricsSource } from '@fairway/plugin-metrics-node';
import { createHmac, timingSafeEqual } from 'node:crypto';

const SECRET = 'a secret of the tests';

export const sign = (body: string | Buffer) =>
  createHmac('sha256', SECRET).update(body).digest('hex');

/** What the fake source sends: facts as they are, or something that it cannot make facts of. */
export interface FakePayload {
  facts?: Fact[];
  poison?: boolean;
}

/** A source whose deliveries are facts, signed as others are; `repaired` makes poison digestible. */
export function fakeSource(): MetricsSource & { repaired: boolean } {
  return {
    id: 'fake',
    title: 'A forge',
    repaired: false,
    accept({ headers, body }) {
      const given = Buffer.from(String(headers['x-signature'] ?? ''), 'hex');
      const expected = Buffer.from(sign(body), 'hex');
      if (given.length !== expected.length || !timingSafeEqual(given, expected))
        throw new AuthenticationError('invalid signature');
      const deliveryId = String(headers['x-delivery'] ?? '');
      if (!/^[\w-]{1,100}$/.test(deliveryId))
        throw new InputError('x-delivery: required');
      const topic = String(headers['x-topic'] ?? 'facts');
      return {
        deliveryId,
        topic,
        ping: topic === 'ping',
        ...(topic === 'star' && { ignore: 'Stars are not gathered' }),
      };
    },
    toFacts({ body }) {
      const payload: FakePayload = JSON.parse(body.toString('utf8'));
      if (payload.poison && !this.repaired)
        throw new Error('This cannot be understood');
      return payload.facts ?? [];
    },
    toEvents: ({ topic }) => [{ topic, eventPayload: {} }],
    projectsOf: entity => {
      const project = entity.metadata.annotations?.['fake/project'];
      return project ? [{ project }] : [];
    },
  };
}

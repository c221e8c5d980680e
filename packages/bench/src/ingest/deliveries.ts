import type { Entity } from '@backstage/catalog-model';
import { createHash, createHmac } from 'node:crypto';

export const SECRET = 'the secret of this benchmark';
export const SERVICES = 1_000;
export const CONTENT_TYPE = 'application/cloudevents+json';
/** What the figures are asked for: all moments of the events lie in it. */
export const WINDOW = {
  from: '2026-01-01T00:00:00Z',
  to: '2026-02-01T00:00:00Z',
};
const FIRST_MOMENT = Date.parse('2026-01-02T00:00:00Z');
const LAST_MOMENT = Date.parse('2026-01-31T00:00:00Z');

/** An event as it goes over the line. */
export interface Delivery {
  id: string;
  service: string;
  body: Buffer;
  signature: string;
}

export const serviceOf = (number: number) => `s${number % SERVICES}`;

/** The components that the events are about. */
export const catalog = (): Entity[] =>
  Array.from({ length: SERVICES }, (_, number) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: serviceOf(number),
      namespace: 'default',
      annotations: { 'fairway/cdevents-service': serviceOf(number) },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'group:a' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/a' }],
  }));

const revisionOf = (name: string) =>
  createHash('sha1').update(name).digest('hex');

export const signatureOf = (body: Buffer) =>
  `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;

/** A deployment to production with the ten commits that it brought: what a pipeline tells, in two or three kilobytes. */
export function deliveryOf(run: string, number: number): Delivery {
  const service = serviceOf(number);
  const id = `${run}-${number}`;
  const moment =
    FIRST_MOMENT + ((number * 7_919_000) % (LAST_MOMENT - FIRST_MOMENT));
  const timestamp = new Date(moment).toISOString();
  const type = 'dev.cdevents.service.deployed.0.2.0';
  const revision = revisionOf(id);
  const commits = Array.from({ length: 10 }, (_, index) => ({
    revision: index === 9 ? revision : revisionOf(`${id} ${index}`),
    committedAt: new Date(moment - (10 - index) * 600_000).toISOString(),
    title: `Change number ${index} of deployment ${number}`,
  }));
  const body = Buffer.from(
    JSON.stringify({
      ...{ specversion: '1.0', id, source: '/bench', type },
      data: {
        context: { version: '0.4.1', id, source: '/bench', type, timestamp },
        subject: {
          ...{ id: service, source: '/bench', type: 'service' },
          content: {
            environment: { id: 'production' },
            artifactId: `pkg:oci/${service}@sha256%3A${'0'.repeat(64)}?tag=v${number}`,
          },
        },
        customData: {
          fairway: {
            ...{ revision, runId: String(number), commits },
            previousRevision: revisionOf(`${run}-${number - SERVICES}`),
            url: `https://ci.example.org/runs/${number}`,
          },
        },
      },
    }),
  );
  return { id, service, body, signature: signatureOf(body) };
}

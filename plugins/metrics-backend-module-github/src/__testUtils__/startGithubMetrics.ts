import { createHmac, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import {
  createServiceFactory,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  type EventParams,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
// The plugin itself: that the two fit together is what is tested here.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import metricsPlugin from '@fairway/plugin-metrics-backend';
import type { Knex } from 'knex';
import request from 'supertest';
import metricsModuleGithub from '..';

export const SECRET = 'a secret between forge and portal';
export const OLD_SECRET = 'the secret of before the rotation';

export const sign = (body: string | Buffer, secret = SECRET) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** A component whose record is kept in the repository that it is delivered from. */
export const componentOf = (repository: {
  /** `http://localhost:7990`. */
  forge: string;
  slug: string;
}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: repository.slug.split('/')[1].toLowerCase(),
    namespace: 'default',
    annotations: {
      'github.com/project-slug': repository.slug,
      'backstage.io/managed-by-location': `url:${repository.forge}/${repository.slug}/blob/main/catalog-info.yaml`,
    },
  },
  spec: { type: 'service' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/checkout' }],
});

type Task = {
  id: string;
  fn(signal: AbortSignal): void | Promise<void>;
} & Partial<SchedulerServiceTaskScheduleDefinition>;

/** The real plugin with the real source, a catalog of its own, and tasks that run when the test says so. */
export async function startGithubMetrics(options: {
  knex: Knex;
  entities: Entity[];
  /** Of integrations.github; none where only webhooks are tested. */
  forge?: { host: string; apiBaseUrl: string; token: string };
  github?: object;
  minimumSample?: number;
}) {
  const { knex, entities, forge } = options;
  const tasks = new Map<string, Task>();
  const published: EventParams[] = [];
  const warnings: unknown[] = [];
  const backend = await startTestBackend({
    features: [
      metricsPlugin,
      metricsModuleGithub,
      mockServices.database.factory({ knex }),
      mockServices.scheduler.mock({
        scheduleTask: async task => {
          tasks.set(task.id, task as Task);
        },
      }).factory,
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () =>
          mockServices.events.mock({
            publish: async event => {
              published.push(event);
            },
          }),
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalogServiceMock({ entities }),
      }),
      mockServices.logger.mock({
        warn: (...args: unknown[]) => void warnings.push(args),
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          ...(forge && { integrations: { github: [forge] } }),
          metrics: {
            minimumSample: options.minimumSample ?? 1,
            github: { webhookSecrets: [SECRET, OLD_SECRET], ...options.github },
          },
        },
      }),
    ],
  });
  const { server } = backend;
  const { port } = server.address() as AddressInfo;
  const run = async (id: string) =>
    tasks.get(id)!.fn(new AbortController().signal);

  /** Once everything that was taken is in the figures. */
  const settled = () =>
    until('the figures to follow', async () => {
      const left = await Promise.all(
        [
          knex('inbox_delivery').where({ state: 'waiting' }),
          knex('dirty_entity'),
          knex('dirty_day'),
        ].map(query => query.count('* as n').first()),
      );
      return left.every(row => Number(row!.n) === 0);
    });

  const deliver = (
    event: string,
    payload: object | string | Buffer,
    headers: Record<string, string> = {},
  ) => {
    const body =
      typeof payload === 'string' || Buffer.isBuffer(payload)
        ? payload
        : JSON.stringify(payload);
    return request(server)
      .post('/api/metrics/ingest/github')
      .set('authorization', '')
      .set({
        'content-type': 'application/json',
        'x-github-event': event,
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': sign(body),
        ...headers,
      })
      .serialize(value => value as any)
      .send(body);
  };
  const get = async (path: string): Promise<any> => {
    const { body, status } = await request(server)
      .get(`/api/metrics${path}`)
      .set('authorization', mockCredentials.user.header());
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  };

  await run('metrics-catalog-scan');
  return {
    ...{ backend, published, warnings, settled, deliver, get },
    webhookUrl: `http://localhost:${port}/api/metrics/ingest/github`,
    scan: () => run('metrics-catalog-scan'),
    fill: async () => {
      await run('metrics-fill-github');
      await settled();
    },
    reconcile: async () => {
      await run('metrics-reconcile-github');
      await settled();
    },
  };
}

/** Waits until something holds; tells what it waited for in vain. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await new Promise(done => setTimeout(done, 50));
  }
}

/** The window of the tests' own moments: today and the day before. */
export function untilTomorrow(): string {
  const day = 24 * 60 * 60 * 1000;
  const today = Math.floor(Date.now() / day) * day;
  return new URLSearchParams({
    from: new Date(today - day).toISOString(),
    to: new Date(today + day).toISOString(),
  }).toString();
}

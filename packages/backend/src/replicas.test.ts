import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  CDEVENTS_SECRET,
  deployed,
  signatureOf,
} from './__testUtils__/cdevents';
import { createDatabase } from './__testUtils__/createDatabase';
import { Portal, startPortal } from './__testUtils__/startPortal';
import { waitFor } from './__testUtils__/waitFor';

jest.setTimeout(300_000);

const DELIVERIES = 40;

const server = process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING;

// SQLite is for one process.
(server ? describe : describe.skip)('two portals on one PostgreSQL', () => {
  const replicas: Portal[] = [];
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let client: Client;
  const cleanups: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    database = await createDatabase(server!);
    cleanups.push(database.drop);
    for (const name of ['one', 'two']) {
      const folder = await mkdtemp(join(tmpdir(), `fairway-portal-${name}-`));
      cleanups.push(() => rm(folder, { recursive: true, force: true }));
      const portal = await startPortal({
        folder,
        config: {
          backend: { database: database.config },
          events: { useEventBus: 'auto' },
          metrics: { cdevents: { secrets: [CDEVENTS_SECRET] } },
        },
      });
      cleanups.unshift(portal.stop);
      replicas.push(portal);
    }
    client = new Client(database.config.connection);
    await client.connect();
    cleanups.unshift(() => client.end());
  });

  afterAll(async () => {
    for (const cleanup of cleanups) {
      await cleanup();
    }
  });

  const rows = async (table: string) => {
    const found = await client.query(
      `SELECT count(*)::int AS n FROM metrics.${table}`,
    );
    return found.rows[0].n as number;
  };

  it('keep a delivery once that comes to both at the same time', async () => {
    const bodies = Array.from({ length: DELIVERIES }, () =>
      deployed(new Date()),
    );
    const answers = await Promise.all(
      bodies.map(body =>
        Promise.all(
          replicas.map(async ({ url }) => {
            const response = await fetch(`${url}/api/metrics/ingest/cdevents`, {
              method: 'POST',
              headers: {
                'content-type': 'application/cloudevents+json',
                'x-fairway-signature': signatureOf(body),
              },
              body,
            });
            const { status }: any = await response.json();
            return `${response.status} ${status}`;
          }),
        ),
      ),
    );
    expect(answers.map(both => both.sort())).toEqual(
      bodies.map(() => ['202 accepted', '202 duplicate']),
    );
    expect(await rows('inbox_delivery')).toBe(DELIVERIES);
    await waitFor('the workers of both to be done', async () => {
      const left = await rows(`inbox_delivery WHERE state <> 'done'`);
      return left === 0;
    });
    expect(await rows('deployment')).toBe(DELIVERIES);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from './__testUtils__/createDatabase';
import { ownPostgres, postgresPrograms } from './__testUtils__/ownPostgres';
import { ask, PortalContext } from './__testUtils__/PortalContext';
import { signIn } from './__testUtils__/signIn';
import { startPortal } from './__testUtils__/startPortal';
import { waitFor } from './__testUtils__/waitFor';

jest.setTimeout(300_000);

const HEALTH = '/.backstage/health/v1';
const WORK = [
  '/api/catalog/entities?limit=5',
  '/api/catalog/entities/by-name/component/default/fairway',
  '/api/scaffolder/v2/tasks',
  '/api/metrics/coverage',
  '/api/health/entities/component/default/fairway',
  '/api/search/query?term=fairway',
];

const programs = postgresPrograms();

// Without the server's programs there is none that could be stopped.
(programs ? describe : describe.skip)(
  `the whole portal while its database is away${programs ? '' : ' (no PostgreSQL server is installed here)'}`,
  () => {
    let context: PortalContext;
    let server: Awaited<ReturnType<typeof ownPostgres>>;
    const cleanups: (() => Promise<unknown>)[] = [];

    beforeAll(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'fairway-portal-'));
      cleanups.push(() => rm(folder, { recursive: true, force: true }));
      server = await ownPostgres(programs!);
      cleanups.unshift(server.remove);
      await server.start();
      const { config } = await createDatabase(server.url);
      const portal = await startPortal({
        folder,
        config: {
          backend: { database: config },
          events: { useEventBus: 'auto' },
        },
      });
      cleanups.unshift(portal.stop);
      const enter = (login: string) =>
        waitFor(`${login} to be let in`, () =>
          signIn(portal.url, login).catch(() => undefined),
        );
      const [dana, lena, petra] = await Promise.all(
        ['dana', 'lena', 'petra'].map(enter),
      );
      context = { portal, people: { dana, lena, petra } };
      await waitFor('Fairway in the catalog', async () => {
        const { status } = await ask(context, 'petra', WORK[1]);
        return status === 200;
      });
    });

    afterAll(async () => {
      for (const cleanup of cleanups) {
        await cleanup();
      }
    });

    const health = async (kind: string) => {
      const { status, headers } = await ask(
        context,
        undefined,
        `${HEALTH}/${kind}`,
      );
      return [status, headers.get('retry-after')];
    };

    it('says so, loses its power mid-request, and goes on by itself', async () => {
      expect(await health('readiness')).toEqual([200, null]);
      const answers: [string, number, string | null][] = [];
      let working = true;
      const visitors = WORK.map(async path => {
        while (working) {
          const { status, headers } = await ask(context, 'petra', path);
          answers.push([path, status, headers.get('retry-after')]);
        }
      });
      const seen = (status: number) =>
        waitFor(`${status} everywhere`, async () => {
          const from = answers.length;
          await waitFor('more answers', async () =>
            WORK.every(path =>
              answers.slice(from).some(([asked]) => asked === path),
            ),
          );
          return answers.slice(from).some(([, was]) => was === status);
        });
      await seen(200);
      await server.stopImmediately();
      await waitFor('readiness to tell', async () => {
        const [status] = await health('readiness');
        return status === 503;
      });
      expect(await health('readiness')).toEqual([503, '10']);
      expect(await health('liveness')).toEqual([200, null]);
      await seen(503);
      await server.start();
      await waitFor('the portal to be ready again', async () => {
        const [status] = await health('readiness');
        return status === 200;
      });
      working = false;
      await Promise.all(visitors);
      expect(
        answers.filter(
          ([, status, again]) =>
            status !== 200 && !(status === 503 && again === '10'),
        ),
      ).toEqual([]);
      expect(answers.some(([, status]) => status === 503)).toBe(true);

      // Whoever works in the background takes up work again within a minute.
      const id = await waitFor('a task to be taken', async () => {
        const { status, body } = await ask(
          context,
          'lena',
          '/api/scaffolder/v2/tasks',
          {
            body: {
              templateRef: 'template:default/node-service',
              values: {
                name: 'ledger',
                owner: 'group:default/payments',
                description: 'Keeps the books',
                tier: '2',
              },
            },
          },
        );
        return status === 201 && body.id;
      });
      const task = `/api/scaffolder/v2/tasks/${id}`;
      await waitFor('the task to be worked on', async () => {
        const found = await ask(context, 'lena', task);
        return found.status === 200 && found.body.status !== 'open';
      });
      await ask(context, 'lena', `${task}/cancel`, { method: 'POST' });
    });
  },
);

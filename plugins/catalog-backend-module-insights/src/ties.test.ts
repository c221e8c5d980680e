import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  COMPONENT_SORTS,
  type ComponentRow,
} from '@fairway/plugin-catalog-insights-common';
import type { Knex } from 'knex';
import { EVERYTHING, unevenPolicy } from './__testUtils__/people';
import { entity, startCatalog } from './__testUtils__/startCatalog';

jest.setTimeout(240_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const COUNT = 30;
/** Names that stand elsewhere by code point than in a dictionary. */
const nameOf = (number: number) =>
  ['a-b', 'A.b', 'ab', 'a_b', 'B'][number % 5] + Math.floor(number / 5);
const refOf = (number: number) =>
  `component:default/${nameOf(number).toLocaleLowerCase('en-US')}`;

/** All alike but for their names; half have an owner that one person may read. */
const alike = Array.from({ length: COUNT }, (_, number) =>
  entity('Component', nameOf(number), {
    metadata: { tags: ['one', 'two'] },
    spec: {
      ...{ type: 'service', lifecycle: 'production', system: 'sales' },
      owner: number % 2 ? 'checkout' : 'payments',
    },
  }),
);

const values = (number: number) => ({
  ...{ entity_ref: refOf(number), health_status: 'healthy', health_rank: 3 },
  ...{ health_since: 1_700_000_000_000, health_stale: false },
  ...{ lead_time_s: 0.1 + 0.2, deploys_per_day: 0, fail_rate: 1 / 3 },
  ...{ recovery_s: 1e9, rework_rate: 0.25, window_days: 90, cells: '{}' },
  computed_at: 1_700_000_000_000,
});

const setLeadTime = (knex: Knex, ref: string, value: number | null) =>
  knex('insight_component')
    .where('entity_ref', ref)
    .update({ lead_time_s: value });

describe.each(databases.eachSupportedId())(
  'rows with the same value, on %s',
  (id: TestDatabaseId) => {
    async function start() {
      const knex = await databases.init(id);
      const catalog = await startCatalog({
        ...{ knex, entities: alike, policy: unevenPolicy },
      });
      // Some have no value at all.
      for (let number = 0; number < COUNT - 6; number++)
        await knex('insight_component').insert(values(number));
      const page = async (query: string, person = EVERYTHING) => {
        const { body } = await catalog
          .get(`/insights/components?${query}`, person)
          .expect(200);
        return {
          refs: body.items.map(
            (row: ComponentRow) => row.entityRef,
          ) as string[],
          next: body.nextCursor as string | undefined,
        };
      };
      return { ...catalog, knex, page };
    }

    async function inPages(
      page: Awaited<ReturnType<typeof start>>['page'],
      query: string,
      between?: (number: number) => Promise<void>,
    ) {
      const refs: string[] = [];
      for (let next: string | undefined = '', number = 0; ; number++) {
        const answer = await page(`${query}${next ? `&cursor=${next}` : ''}`);
        refs.push(...answer.refs);
        next = answer.next;
        if (!next) return refs;
        await between?.(number);
      }
    }

    it('stand in one order, on pages of any size, for everybody and however they are looked for', async () => {
      const { backend, page, settle } = await start();
      const orders = new Map<string, string[]>();
      for (const turn of ['at first', 'settled']) {
        if (turn === 'settled') await settle();
        for (const sort of COMPONENT_SORTS)
          for (const order of ['asc', 'desc']) {
            const query = `sort=${sort}&order=${order}`;
            const { refs } = await page(`${query}&limit=100`);
            expect(new Set(refs).size).toBe(COUNT);
            expect((await page(`${query}&limit=100`)).refs).toEqual(refs);
            expect(await inPages(page, `${query}&limit=4`)).toEqual(refs);
            expect(refs).toEqual(orders.get(query) ?? refs);
            orders.set(query, refs);

            const own = await page(`${query}&limit=100`, 'user:default/dana');
            const narrowed = await page(`${query}&limit=100&owner=checkout`);
            expect(own.refs).toHaveLength(COUNT / 2);
            expect(own.refs).toEqual(
              refs.filter(ref => own.refs.includes(ref)),
            );
            expect(narrowed.refs).toEqual(own.refs);
          }
      }
      await backend.stop();
    });

    it('are told once each, though others come, go and change between the pages', async () => {
      const { backend, knex, page } = await start();
      const query = 'sort=leadTime&limit=4';
      const before = (await page('sort=leadTime&limit=100')).refs;
      const change = async (number: number) => {
        await setLeadTime(knex, before[number], null);
        await setLeadTime(knex, before[number], 0.1 + 0.2);
        // Written anew it is the same row.
        await knex('insight_component')
          .where('entity_ref', before[10])
          .update({ computed_at: 1_700_000_000_000 + number });
      };
      expect(await inPages(page, query, change)).toEqual(before);

      // What is worse now than where the reader stands comes once more, and what is better has been missed: no row of
      // those that stayed is.
      const moved = before[8];
      const refs = await inPages(page, query, async number => {
        if (number === 0) await setLeadTime(knex, moved, 0);
      });
      expect(refs).toEqual(before.filter(ref => ref !== moved));
      await backend.stop();
    });
  },
);

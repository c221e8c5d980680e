import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  COMPONENT_SORTS,
  type ComponentRow,
  FACET_FIELDS,
  type FacetValue,
} from '@fairway/plugin-catalog-insights-common';
import type { Knex } from 'knex';
import {
  EVERYTHING,
  NOTHING,
  people,
  unevenPolicy,
} from './__testUtils__/people';
import { groupsOf, startCatalog } from './__testUtils__/startCatalog';
import { variedEntities } from './__testUtils__/variedEntities';

jest.setTimeout(360_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const TEXT_FIELDS =
  'metadata.name,metadata.title,metadata.description,metadata.tags';

/** What our list is asked, and the same question to the catalog: its filter, and a text where there is one. */
const questions: [ours: string, filter: string, text?: string][] = [
  ['', ''],
  ['owner=group:default/checkout', 'relations.ownedBy=group:default/checkout'],
  ['owner=checkout', 'relations.ownedBy=group:default/checkout'],
  ['owner=Group:default/Gone', 'relations.ownedBy=group:default/gone'],
  [
    'owner=payments&owner=user:default/milo',
    'relations.ownedBy=group:default/payments,relations.ownedBy=user:default/milo',
  ],
  ['system=sales', 'relations.partOf=system:default/sales'],
  [
    'system=sales&system=system:default/billing',
    'relations.partOf=system:default/sales,relations.partOf=system:default/billing',
  ],
  ['lifecycle=production', 'spec.lifecycle=production'],
  ['lifecycle=EXPERIMENTAL', 'spec.lifecycle=experimental'],
  ['type=website', 'spec.type=website'],
  ['type=service&type=library', 'spec.type=service,spec.type=library'],
  ['tag=java', 'metadata.tags=java'],
  ['tag=pci&tag=eu', 'metadata.tags=pci,metadata.tags=eu'],
  ['tag=no-such', 'metadata.tags=no-such'],
  ['path=on', 'metadata.annotations.fairway/template'],
  [
    'owner=checkout&lifecycle=production&tag=java&type=service',
    'relations.ownedBy=group:default/checkout,spec.lifecycle=production,metadata.tags=java,spec.type=service',
  ],
  [
    'ref=component:default/shop-1&ref=component:other/shop-7',
    'metadata.name=shop-1,metadata.name=shop-7',
  ],
  ['name=shop-1', 'metadata.name=shop-1'],
  ['name=Shop-2&name=shop-7', 'metadata.name=shop-2,metadata.name=shop-7'],
  ['q=shop-1', '', 'shop-1'],
  ['q=ÉCLAIR', '', 'ÉCLAIR'],
  ['q=java', '', 'java'],
  ['q=sells&tag=java', 'metadata.tags=java', 'sells'],
  ['kind=api', 'kind=api'],
  ['kind=System', 'kind=system'],
  ['kind=group', 'kind=group'],
  ['kind=nothing', 'kind=nothing'],
];

/** What stands in our own columns, of which the catalog knows nothing. */
interface Insight {
  health_status: string;
  lead_time_s: number | null;
  fail_rate: number | null;
  recovery_s: number | null;
}
const within = (value: number | null, from: number, to: number) =>
  value !== null && value >= from && value <= to;
const ownQuestions: [ours: string, holds: (row?: Insight) => boolean][] = [
  ['health=unhealthy', row => row?.health_status === 'unhealthy'],
  [
    'health=degraded&health=healthy',
    row => ['degraded', 'healthy'].includes(row?.health_status ?? ''),
  ],
  ['health=unknown', row => (row?.health_status ?? 'unknown') === 'unknown'],
  [
    'health=unknown&health=unhealthy',
    row => !['degraded', 'healthy'].includes(row?.health_status ?? ''),
  ],
  ['leadTime=2.2..6.6', row => within(row?.lead_time_s ?? null, 2.2, 6.6)],
  ['leadTime=..5', row => within(row?.lead_time_s ?? null, 0, 5)],
  ['leadTime=5..', row => within(row?.lead_time_s ?? null, 5, 1e9)],
  ['leadTime=none', row => (row?.lead_time_s ?? null) === null],
  ['recoveryTime=0..', () => false],
  [
    'changeFailRate=0.2..0.3&leadTime=3..&health=healthy',
    row =>
      within(row?.fail_rate ?? null, 0.2, 0.3) &&
      within(row?.lead_time_s ?? null, 3, 1e9) &&
      row?.health_status === 'healthy',
  ],
];

/** Which field of the catalog's a facet counts. */
const FIELDS: Record<string, string> = {
  ...{ owner: 'relations.ownedBy', system: 'relations.partOf' },
  ...{ lifecycle: 'spec.lifecycle', type: 'spec.type', tag: 'metadata.tags' },
};

type Get = Awaited<ReturnType<typeof startCatalog>>['get'];

async function ofCatalog(get: Get, person: string, filter: string, text = '') {
  const all = filter.includes('kind=') ? filter : `kind=component,${filter}`;
  const query = new URLSearchParams({
    ...{ filter: all.replace(/,$/, ''), limit: '500' },
    ...{ orderField: 'metadata.name,asc' },
    ...(text && {
      ...{ fullTextFilterTerm: text, fullTextFilterFields: TEXT_FIELDS },
    }),
  });
  const { body } = await get(`/entities/by-query?${query}`, person).expect(200);
  return body.items.map((one: Entity) => stringifyEntityRef(one)) as string[];
}

/** All pages one after the other, and back again from the last one. */
async function ofList(get: Get, person: string, query: string, limit = 100) {
  const pages: string[][] = [];
  const refsOf = (items: ComponentRow[]) => items.map(row => row.entityRef);
  const page = async (cursor?: string) =>
    (
      await get(
        `/insights/components?${query}&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`,
        person,
      ).expect(200)
    ).body;
  let answer = await page();
  for (;;) {
    pages.push(refsOf(answer.items));
    if (!answer.nextCursor) break;
    answer = await page(answer.nextCursor);
  }
  const back = [pages.at(-1)!];
  while (answer.previousCursor) {
    answer = await page(answer.previousCursor);
    back.unshift(refsOf(answer.items));
  }
  expect(back).toEqual(pages);
  return pages.flat();
}

async function giveInsights(knex: Knex) {
  const statuses = ['unhealthy', 'degraded', 'healthy', 'unknown'];
  for (let number = 0; number < 24; number++) {
    const status = statuses[number % 4];
    await knex('insight_component')
      .insert({
        entity_ref: `component:${number % 7 ? 'default' : 'other'}/shop-${number}`,
        health_status: status,
        health_rank: status === 'unknown' ? null : (number % 4) + 1,
        health_since: 1_700_000_000_000,
        health_stale: false,
        // Some have the same, and some have none.
        lead_time_s: number % 5 ? Math.floor(number / 2) * 1.1 : null,
        deploys_per_day: number / 3,
        fail_rate: number % 2 ? null : 0.25,
        ...{ recovery_s: null, rework_rate: number % 3 ? 0 : null },
        ...{ window_days: 90, cells: '{}', computed_at: 1_700_000_000_000 },
      })
      .onConflict('entity_ref')
      .merge();
  }
}

describe.each(databases.eachSupportedId())(
  'the list beside the catalog on %s',
  (id: TestDatabaseId) => {
    it('has the same rows for everybody, whatever is asked', async () => {
      const knex = await databases.init(id);
      const { get, backend, settle } = await startCatalog({
        ...{ knex, entities: variedEntities, policy: unevenPolicy },
      });
      await giveInsights(knex);
      const sizes = new Set<number>();
      const again = ['user:default/anna', 'user:default/nils', EVERYTHING];
      for (const [turn, person] of [...people, ...again].entries()) {
        // The second time with what has been counted and kept meanwhile.
        if (turn === people.length) await settle();
        for (const [ours, filter, text] of questions) {
          const expected = await ofCatalog(get, person, filter, text);
          const refs = ours.startsWith('ref=')
            ? expected.filter(ref => ours.includes(ref))
            : expected;
          const listed = await ofList(get, person, ours);
          expect({ person, ours, refs: [...listed].sort() }).toEqual({
            ...{ person, ours, refs: [...refs].sort() },
          });
          for (const exact of ['true', 'false']) {
            const { body } = await get(
              `/insights/components/total?${ours}&exact=${exact}`,
              person,
            ).expect(200);
            expect(body).toEqual({ total: refs.length, exact: true });
          }
          if (!ours) sizes.add(refs.length);
        }
        const off = await ofList(get, person, 'path=off');
        const on = await ofList(get, person, 'path=on');
        expect([...on, ...off].sort()).toEqual(
          (await ofCatalog(get, person, '')).sort(),
        );
      }
      // They do see different things.
      expect(sizes.size).toBeGreaterThan(4);
      await backend.stop();
    });

    it('has what the catalog has of which our own columns hold', async () => {
      const knex = await databases.init(id);
      const { get, backend, settle } = await startCatalog({
        ...{ knex, entities: variedEntities, policy: unevenPolicy },
      });
      await giveInsights(knex);
      const insights = new Map<string, Insight>(
        (await knex('insight_component')).map(row => [row.entity_ref, row]),
      );
      for (const [turn, person] of [...people, EVERYTHING].entries()) {
        if (turn === people.length) await settle();
        const all = await ofCatalog(get, person, '');
        for (const [ours, holds] of ownQuestions) {
          const listed = await ofList(get, person, ours);
          expect({ person, ours, refs: listed.sort() }).toEqual({
            ...{ person, ours },
            refs: all.filter(ref => holds(insights.get(ref))).sort(),
          });
        }
        const mine = [person, ...(groupsOf[person] ?? [])];
        expect((await ofList(get, person, 'owned=me')).sort()).toEqual(
          (
            await ofCatalog(
              ...([get, person] as const),
              mine.map(ref => `relations.ownedBy=${ref}`).join(','),
            )
          ).sort(),
        );
      }
      await backend.stop();
    });

    it('counts for each value of a field what the catalog has', async () => {
      const knex = await databases.init(id);
      const { get, backend } = await startCatalog({
        ...{ knex, entities: variedEntities, policy: unevenPolicy },
      });
      const fields = FACET_FIELDS.filter(field => field in FIELDS);
      for (const person of [EVERYTHING, 'user:default/nora', NOTHING]) {
        const { body } = await get(
          `/insights/facets?${fields.map(field => `field=${field}`).join('&')}`,
          person,
        ).expect(200);
        for (const field of fields) {
          const counts = await Promise.all(
            body.facets[field].map(async ({ value }: FacetValue) => ({
              value,
              count: (await ofCatalog(get, person, `${FIELDS[field]}=${value}`))
                .length,
            })),
          );
          expect(body.facets[field]).toMatchObject(counts);
          const any = await ofCatalog(get, person, FIELDS[field]);
          expect(counts.length > 0).toBe(any.length > 0);
        }
      }
      await backend.stop();
    });

    it('has all rows once, in every order and on pages of any size', async () => {
      const knex = await databases.init(id);
      const { get, backend, settle } = await startCatalog({
        ...{ knex, entities: variedEntities, policy: unevenPolicy },
      });
      await giveInsights(knex);
      const anna = 'user:default/anna';
      for (const [turn, person] of [EVERYTHING, anna, anna].entries()) {
        if (turn === 2) {
          await settle();
          // Some came since.
          await knex('insight_entity')
            .where('entity_ref', 'like', '%shop-2%')
            .delete();
        }
        const all = (await ofCatalog(get, person, '')).sort();
        for (const sort of COMPONENT_SORTS)
          for (const order of ['asc', 'desc']) {
            const query = `sort=${sort}&order=${order}`;
            const listed = await ofList(get, person, query, 7);
            expect({ query, refs: [...listed].sort() }).toEqual({
              ...{ query, refs: all },
            });
            expect(await ofList(get, person, query)).toEqual(listed);
          }
      }
      const named = await ofCatalog(get, EVERYTHING, '');
      expect(await ofList(get, EVERYTHING, 'sort=name')).toEqual(named);
      expect(await ofList(get, EVERYTHING, 'sort=name&order=desc')).toEqual(
        named.reverse(),
      );
      await backend.stop();
    });

    it("has the same rows under Fairway's own policy", async () => {
      const knex = await databases.init(id);
      const { get, backend } = await startCatalog({
        ...{ knex, entities: variedEntities },
      });
      for (const person of [EVERYTHING, 'user:default/dana', NOTHING])
        for (const [ours, filter, text] of questions.slice(0, 4)) {
          const expected = await ofCatalog(get, person, filter, text);
          const listed = await ofList(get, person, ours);
          expect(listed.sort()).toEqual(expected.sort());
        }
      await backend.stop();
    });
  },
);

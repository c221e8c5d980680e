import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { DAY, START, onPath } from '../__testUtils__/facts';
import { DAYS, history } from '../__testUtils__/history';
import { keepFacts } from '../__testUtils__/keepFacts';
import { Random } from '@fairway/serving/testUtils';
import {
  type CreationFigures,
  countNarrowed,
  sumCreations,
} from '../queries/CreationFigures';
import { DayQueries } from '../queries/DayQueries';
import { Narrowing } from '../queries/Narrowing';
import { bucketsOf, intervalOf } from '../queries/buckets';
import { KEPT_LENGTHS } from './FleetComputer';
import { decodeParties } from './FleetDay';
import { decodeTotals, totalsOf } from './FleetTotals';
import { decodeSpreads } from './Spreads';
import { sidesFromFacts } from './sidesFromFacts';
import { startOfSpan } from './spans';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const FIRST = Math.floor(START / DAY);
const everything = Narrowing.create({ filters: {}, idOf: () => undefined });

/** The same figures as the same bytes. */
const bytesOf = ({ now, before, deploys }: CreationFigures) =>
  [...[now, before, deploys.now, deploys.before, ...deploys.buckets]].map(
    one => one && Buffer.from(one.encode()).toString('hex'),
  );

async function filled(id: TestDatabaseId) {
  const knex = await databases.init(id);
  const kept = await keepFacts({ knex, now: START + (DAYS + 1) * DAY });
  const facts = history(11);
  for (const fact of facts.attempts) await kept.attempts.record(fact);
  await kept.runs.record(facts.runs);
  await kept.deliveries.record(facts.deliveries);
  await kept.services.takeOver({
    services: facts.services,
    templates: [
      { template: onPath.template, version: '1.0.0', publishes: true },
    ],
    at: START + DAYS * DAY,
  });
  await kept.compute();
  return { ...kept, days: DayQueries.create({ knex }) };
}

describe.each(databases.eachSupportedId())(
  'what is kept on %s',
  (id: TestDatabaseId) => {
    it('of creations is what counting every attempt of the days gives', async () => {
      const { days } = await filled(id);
      const random = new Random(5);
      const windows = Array.from({ length: 40 }, () => {
        const fromDay = FIRST - 70 + random.below(70 + DAYS);
        return { fromDay, toDay: fromDay + 1 + random.below(200) };
      });
      // Whole weeks, and four of them, are there as well.
      const monday = startOfSpan(FIRST, 28);
      windows.push({ fromDay: monday, toDay: monday + 112 });
      let attempts = 0;
      for (const window of windows) {
        const asked = {
          window,
          before: {
            fromDay: 2 * window.fromDay - window.toDay,
            toDay: window.fromDay,
          },
          buckets: bucketsOf(window, intervalOf(window)),
        };
        const summed = await sumCreations(days, asked);
        const counted = await countNarrowed(
          days,
          asked,
          async () => everything,
        );
        expect(bytesOf(summed)).toEqual(bytesOf(counted));
        attempts = Math.max(attempts, summed.now.attempts);
      }
      expect(attempts).toBeGreaterThan(20);
    });

    it('of services is what their parties and their own facts give', async () => {
      const { knex, zone } = await filled(id);
      const rows = await knex('fleet_day').orderBy('day');
      const idOf = new Map(
        (await knex('term').where('kind', 'template')).map(row => [
          row.value,
          row.id,
        ]),
      );
      expect(rows.length).toBeGreaterThan(DAYS);
      for (const row of rows) {
        expect(decodeTotals(row.totals)).toEqual(
          totalsOf(decodeParties(row.parties), everything),
        );
        const sides = await sidesFromFacts({
          ...{ knex, zone, needed: 5, owner: {} },
          sideOf: template => idOf.get(template)!,
          asked: KEPT_LENGTHS.map(length => ({ day: row.day, length })),
        });
        KEPT_LENGTHS.forEach((_, place) =>
          expect(decodeSpreads(row.spreads, place)).toEqual(sides[place]),
        );
      }
    });
  },
);

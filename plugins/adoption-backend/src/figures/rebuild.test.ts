import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import { DAY, START, onPath } from '../__testUtils__/facts';
import { DAYS, history } from '../__testUtils__/history';
import { keepFacts } from '../__testUtils__/keepFacts';
import { Random } from '@fairway/serving/testUtils';
import { decodeCreations } from './CreationDay';
import { decodeDeploys } from './DeployDay';
import { KEPT_LENGTHS } from './FleetComputer';
import { decodeParties } from './FleetDay';
import { ANY_PATH, NO_PATH, decodeSpreads } from './Spreads';
import { requestRebuild } from './figuresState';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** All figures, with names in place of the numbers that the order of things gives. */
async function figuresIn(knex: Knex) {
  const terms = new Map<string, string>(
    (await knex('term')).map(row => [`${row.kind} ${row.id}`, row.value]),
  );
  const name = (kind: string, id: number) => terms.get(`${kind} ${id}`);
  const creations = (await knex('creation_day').orderBy('day')).map(row => {
    const { size, failures, ...columns } = decodeCreations(row.creations);
    const deploys = decodeDeploys(row.deploys);
    return {
      day: row.day,
      times: [...columns.times],
      failures: [...failures].map((value, place) =>
        place % 3 === 1 ? name('failure', value) : value,
      ),
      attempts: Array.from({ length: size }, (_, place) => [
        name('template', columns.templates[place]),
        name('team', columns.teams[place]),
        columns.bits[place],
      ]),
      deploys: Array.from(deploys.seconds, (seconds, place) => [
        seconds,
        name('team', deploys.teams[place]),
      ]),
    };
  });
  const fleet = (await knex('fleet_day').orderBy('day')).map(row => {
    const services = [...decodeParties(row.parties)].map(party =>
      [
        name('team', party.team),
        name('template', party.template),
        name('version', party.version),
        ...[party.origin, party.services],
      ].join(' '),
    );
    const side = (template: number) =>
      [ANY_PATH, NO_PATH].includes(template)
        ? String(template)
        : name('template', template)!;
    const spreads = KEPT_LENGTHS.map((_, place) =>
      [...decodeSpreads(row.spreads, place)]
        .map(([template, own]) => [side(template), own] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    return { day: row.day, services: services.sort(), spreads };
  });
  return { creations, fleet };
}

describe.each(databases.eachSupportedId())(
  'figures on %s',
  (id: TestDatabaseId) => {
    it('are those of a rebuild, in whatever order facts come, and how often', async () => {
      const random = new Random(7);
      const facts = history(3);
      const now = START + (DAYS + 2) * DAY;
      const seenAt = START + DAYS * DAY;
      const templates = [
        { template: onPath.template, version: '1.0.0', publishes: true },
      ];
      const results = [];
      for (let time = 0; time < 4; time++) {
        const kept = await keepFacts({ knex: await databases.init(id), now });
        const writes = [
          ...facts.attempts.map(fact => () => kept.attempts.record(fact)),
          ...facts.runs.map(fact => () => kept.runs.record([fact])),
          ...facts.deliveries.map(fact => () => kept.deliveries.record([fact])),
          () =>
            kept.services.takeOver({
              ...{ services: facts.services, templates, at: seenAt },
            }),
        ];
        const [order, computing] =
          time === 0
            ? [writes, false]
            : [random.shuffled([...writes, ...writes]), time > 1];
        for (const [place, write] of order.entries()) {
          await write();
          // Figures follow facts at any moment.
          if (computing && place % 17 === 0) await kept.compute();
        }
        if (time > 0 && !computing)
          await requestRebuild(kept.knex, {
            ...{ zone: ReportingZone.create('UTC'), minimumSample: 5 },
            ...{ branches: ['main'], reconcileEvery: { minutes: 1 } },
          });
        await kept.compute();
        results.push(await figuresIn(kept.knex));
      }
      expect(results[0].creations.length).toBeGreaterThanOrEqual(DAYS);
      const [[, { services: onAPath }], [, { services: onNone }]] =
        results[0].fleet
          .at(-1)!
          .spreads[0].filter(([side]) => !side.startsWith('template:'));
      expect(onAPath + onNone).toBe(facts.services.length);
      for (const result of results.slice(1)) expect(result).toEqual(results[0]);
    });
  },
);

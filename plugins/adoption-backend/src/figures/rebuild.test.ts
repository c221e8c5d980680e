import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import {
  DAY,
  HOUR,
  MINUTE,
  START,
  attempt,
  delivery,
  failure,
  onPath,
  run,
  service,
} from '../__testUtils__/facts';
import { keepFacts } from '../__testUtils__/keepFacts';
import { Random } from '../__testUtils__/random';
import type {
  AttemptFact,
  DeliveryFact,
  RunFact,
  ServiceFact,
} from '../facts/facts';
import { decodeCreations } from './CreationDay';
import { decodeDeploys } from './DeployDay';
import { FIGURES, decodeFigures, decodeParties } from './FleetDay';
import { requestRebuild } from './figuresState';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const TEAMS = ['checkout', 'payments', 'growth'].map(
  name => `group:default/${name}`,
);
const STEPS = ['publish', 'ci', 'staging'];
const WORDS = ['Tests failed', 'No runner', 'Quota exceeded'];
const DAYS = 12;

/** Attempts, runs with failures and retries, and deliveries, at random but always the same. */
function history(seed: number) {
  const random = new Random(seed);
  const attempts: AttemptFact[] = [];
  const runs: RunFact[] = [];
  const deliveries: DeliveryFact[] = [];
  const services: ServiceFact[] = [];
  for (let number = 0; number < 40; number++) {
    const openedAt = START + random.below(DAYS * DAY);
    const taskId = `task-${number}`;
    const name = `service-${random.below(25)}`;
    const team = random.pick(TEAMS);
    if (random.below(3))
      attempts.push(
        attempt(number, openedAt, random.below(4) ? { taskId } : {}),
      );
    if (!random.below(4)) continue;
    const startedAt = openedAt + random.below(3 * HOUR);
    const failures = Array.from({ length: random.below(3) }, (_, index) => {
      const [step, message] = [random.pick(STEPS), random.pick(WORDS)];
      return failure(startedAt + (index + 1) * MINUTE, {
        ...{ step, stepName: step, message, compared: message },
      });
    });
    const of = (rest: Partial<RunFact>) =>
      run(taskId, startedAt, {
        ...{ name, team, entityRef: `component:default/${name}`, ...rest },
      });
    // Seen while it ran, and again when it had ended.
    runs.push(
      of({
        ...{ outcome: 'running', endedAt: undefined, observedAt: 1 },
        failures: failures.slice(0, 1),
      }),
      of({
        ...{ outcome: random.pick(['completed', 'failed']), failures },
        observedAt: 2,
        ...(random.below(3) ? {} : { repositoryAt: undefined }),
      }),
    );
    const template = random.below(2) ? onPath : {};
    if (!services.some(one => one.entityRef.endsWith(`/${name}`)))
      services.push(service(name, { team, ...template }));
    if (!deliveries.some(one => one.entityRef.endsWith(`/${name}`)))
      deliveries.push(
        delivery(name, startedAt, {
          ...(random.below(2) ? {} : { productionAt: undefined }),
          days: Array.from({ length: random.below(6) }, (_, index) => ({
            day: Math.floor(START / DAY) + index,
            ...{ deployments: 1 + random.below(3), failed: random.below(2) },
            ...{ rework: random.below(2), recovery: [random.below(9_000)] },
            lead: [random.below(90_000), random.below(90_000)],
          })),
        }),
      );
  }
  return { attempts, runs, deliveries, services };
}

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
    const figures = decodeFigures(row.figures);
    let at = 0;
    const services: string[] = [];
    for (const party of decodeParties(row.parties))
      for (let place = 0; place < party.services; place++) {
        services.push(
          [
            name('team', party.team),
            name('template', party.template),
            name('version', party.version),
            party.origin,
            ...figures.subarray(at, at + FIGURES),
          ].join(' '),
        );
        at += FIGURES;
      }
    return { day: row.day, services: services.sort() };
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
      const templates = [{ template: onPath.template, version: '1.0.0' }];
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
      expect(results[0].fleet.at(-1)!.services.length).toBe(
        facts.services.length,
      );
      for (const result of results.slice(1)) expect(result).toEqual(results[0]);
    });
  },
);

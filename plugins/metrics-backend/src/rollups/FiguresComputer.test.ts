import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Fact } from '@fairway/plugin-metrics-node';
import type { Knex } from 'knex';
import { migrate } from '../database/migrate';
import { DatabaseFactStore } from '../facts/DatabaseFactStore';
import { history } from '../__testUtils__/history';
import { Random } from '@fairway/serving/testUtils';
import { FiguresComputer } from './FiguresComputer';
import { markDirty } from './dirtyMarks';
import { ReportingZone } from './ReportingZone';

jest.setTimeout(240_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});
const facts = DatabaseFactStore.create();
const rules = {
  productionEnvironments: ['prod*'],
  incidentWindow: 24 * 3_600_000,
  zone: ReportingZone.create('Europe/Zurich'),
};

const HISTORIES = 20;
const ORDERS_OF_EACH = 100;

async function start(id: TestDatabaseId) {
  const knex = await databases.init(id);
  await migrate(knex);
  return {
    knex,
    computer: FiguresComputer.create({ knex, rules }),
  };
}

async function bind(
  knex: Knex,
  entityRef: string,
  project: string,
  ownership: Record<string, string>,
) {
  await knex('binding').insert({
    project,
    entity_ref: entityRef,
    valid_from: 0,
  });
  await knex('ownership').insert({
    entity_ref: entityRef,
    ...ownership,
    valid_from: 0,
  });
}

const write = (knex: Knex, all: Fact[]) =>
  knex.transaction(transaction => facts.write(transaction, 'forge', all));

/** All figures, with the name of the project replaced, so that two projects can be compared. */
async function figuresOf(knex: Knex, entityRef: string, project: string) {
  const plain = (rows: object[]) =>
    rows
      .map(row =>
        JSON.stringify(
          Object.entries(row).map(([name, value]) => [
            name,
            Buffer.isBuffer(value)
              ? value.toString('hex')
              : String(Number(value) || value || 0),
          ]),
        )
          .replaceAll(project, 'PROJECT')
          .replaceAll(entityRef, 'ENTITY'),
      )
      .sort();
  return {
    judgements: plain(await knex('judgement').where('entity_ref', entityRef)),
    delivered: plain(
      await knex('delivered_change').where('entity_ref', entityRef),
    ),
    attributions: plain(
      await knex('attribution').where('entity_ref', entityRef),
    ),
    days: plain(await knex('rollup_day').where('scope', entityRef)),
  };
}

describe.each(databases.eachSupportedId())(
  'FiguresComputer on %s',
  (id: TestDatabaseId) => {
    it('gives the same figures for every order of arrival, with duplicates and late facts', async () => {
      const { knex, computer } = await start(id);
      const services: {
        entityRef: string;
        project: string;
        seed: number;
        order: Fact[];
      }[] = [];
      for (let seed = 1; seed <= HISTORIES; seed++) {
        const random = new Random(seed * 1000);
        for (let number = 0; number < ORDERS_OF_EACH; number++) {
          const project = `forge/p${seed}-${number}-x`;
          const told = history(project, seed);
          const order =
            number === 0
              ? told
              : random.shuffled([
                  ...told,
                  ...told.filter(() => random.below(4) === 0),
                ]);
          services.push({
            entityRef: `component:default/p${seed}-${number}-x`,
            project,
            seed,
            order,
          });
        }
      }
      for (let from = 0; from < services.length; from += 200)
        await knex('binding').insert(
          services.slice(from, from + 200).map(({ entityRef, project }) => ({
            project,
            entity_ref: entityRef,
            valid_from: 0,
          })),
        );
      // In three parts, computed in between: a fact may be late for figures that stand already.
      for (const part of [0, 1, 2]) {
        for (let from = 0; from < services.length; from += 20)
          await write(
            knex,
            services.slice(from, from + 20).flatMap(({ order }) => {
              const third = Math.ceil(order.length / 3);
              return order.slice(part * third, (part + 1) * third);
            }),
          );
        await computer.computeDirty();
      }
      const byHistory = new Map<number, object[]>();
      for (const { entityRef, project, seed } of services)
        byHistory.set(seed, [
          ...(byHistory.get(seed) ?? []),
          await figuresOf(knex, entityRef, project),
        ]);
      expect(byHistory.size).toBe(HISTORIES);
      for (const [inOrder, ...others] of byHistory.values()) {
        for (const figures of others) expect(figures).toEqual(inOrder);
      }
      expect((await knex('judgement')).length).toBeGreaterThan(
        HISTORIES * ORDERS_OF_EACH * 3,
      );
    });

    it('adds entities up to owner, system and organisation, with who owned them on that day', async () => {
      const { knex, computer } = await start(id);
      await bind(knex, 'component:default/a', 'forge/a', {
        owner_ref: 'group:default/one',
        system_ref: 'system:default/s',
      });
      await bind(knex, 'component:default/b', 'forge/b', {
        owner_ref: 'group:default/two',
        system_ref: 'system:default/s',
      });
      await write(knex, [...history('forge/a', 3), ...history('forge/b', 4)]);
      await computer.computeDirty();
      const deployments = async (scope: string) =>
        Number(
          (await knex('rollup_day')
            .where({ scope })
            .sum('deployments as n')
            .first())!.n,
        );
      const [a, b] = [
        await deployments('component:default/a'),
        await deployments('component:default/b'),
      ];
      expect(a).toBeGreaterThan(2);
      expect(await deployments('group:default/one')).toBe(a);
      expect(await deployments('group:default/two')).toBe(b);
      for (const scope of ['system:default/s', 'organisation'])
        expect(await deployments(scope)).toBe(a + b);
      const revision = await knex('rollup_revision')
        .where('scope', 'organisation')
        .first();
      expect(Number(revision.revision)).toBe(1);
    });

    it('writes nothing, and raises no revision, where nothing changed', async () => {
      const { knex, computer } = await start(id);
      await bind(knex, 'component:default/a', 'forge/a', {
        owner_ref: 'group:default/one',
      });
      await write(knex, history('forge/a', 3));
      await computer.computeDirty();
      const before = await knex('rollup_revision').orderBy('scope');
      await markDirty(knex, ['component:default/a']);
      expect(await computer.computeDirty()).toBe(1);
      expect(await knex('rollup_revision').orderBy('scope')).toEqual(before);
      expect(await computer.computeDirty()).toBe(0);
    });

    it('matches what came before its entity did', async () => {
      const { knex, computer } = await start(id);
      await write(knex, history('forge/a', 3));
      expect(await computer.computeDirty()).toBe(0);
      await bind(knex, 'component:default/a', 'forge/a', {
        owner_ref: 'group:default/one',
      });
      await markDirty(knex, ['component:default/a']);
      await computer.computeDirty();
      expect((await knex('judgement')).length).toBeGreaterThan(2);
    });
  },
);

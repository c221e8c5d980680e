import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { ScannedEntity } from '../bindings/CatalogScan';
import { DatabaseBindingStore } from '../bindings/DatabaseBindingStore';
import { migrate } from '../database/migrate';
import { DatabaseFactStore } from '../facts/DatabaseFactStore';
import { history } from '../__testUtils__/history';
import { Random } from '@fairway/serving/testUtils';
import { FiguresComputer } from './FiguresComputer';
import { ReportingZone } from './ReportingZone';
import { rebuildIfRulesChanged, requestRebuild } from './figuresState';

jest.setTimeout(240_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const rules = {
  productionEnvironments: ['prod*'],
  incidentWindow: 24 * 3_600_000,
  zone: ReportingZone.create('Europe/Zurich'),
};
const TABLES = {
  judgement: ['entity_ref', 'project', 'deployment_id'],
  delivered_change: ['entity_ref', 'project', 'change_key'],
  attribution: ['entity_ref', 'source', 'incident_id'],
  uncompared: ['entity_ref', 'project', 'base', 'head'],
  rollup_day: ['scope', 'day'],
};
const SERVICES = 45;

/** Every row of every figure. */
async function allFigures(knex: Knex) {
  const figures: Record<string, string[]> = {};
  for (const [table, key] of Object.entries(TABLES))
    figures[table] = (await knex(table).orderBy(key)).map(row =>
      JSON.stringify(row),
    );
  return figures;
}

const scanned = (number: number, owner: string): ScannedEntity => ({
  entityRef: `component:default/s${number}`,
  bindings: [{ project: `forge/s${number}` }],
  ownerRef: owner,
  systemRef: `system:default/y${number % 4}`,
  domainRef: 'domain:default/d',
});

describe.each(databases.eachSupportedId())(
  'a rebuild on %s',
  (id: TestDatabaseId) => {
    let knex: Knex;
    let computer: FiguresComputer;
    let bindings: DatabaseBindingStore;
    const facts = DatabaseFactStore.create();

    /** A history of arrivals: facts out of order and late, services that come, move and go. */
    async function live() {
      const random = new Random(11);
      const all = random.shuffled(
        Array.from({ length: SERVICES }, (_, number) =>
          history(`forge/s${number}`, number + 1),
        ).flat(),
      );
      const owners = ['group:default/one', 'group:default/two'];
      let services = Array.from({ length: 30 }, (_, number) =>
        scanned(number, owners[number % 2]),
      );
      for (let part = 0; part < 6; part++) {
        if (part === 1) await bindings.takeOver(services);
        if (part === 3)
          services = Array.from({ length: SERVICES }, (_, number) =>
            scanned(number, owners[(number + (number % 3 ? 0 : 1)) % 2]),
          );
        if (part > 2) await bindings.takeOver(services);
        // Two scans without it: it has ended.
        if (part === 4) services = services.slice(2);
        const share = Math.ceil(all.length / 6);
        await knex.transaction(transaction =>
          facts.write(
            transaction,
            'forge',
            all.slice(part * share, (part + 1) * share),
          ),
        );
        await computer.computeDirty();
      }
    }

    beforeEach(async () => {
      knex = await databases.init(id);
      await migrate(knex);
      computer = FiguresComputer.create({ knex, rules });
      bindings = DatabaseBindingStore.create({ knex });
      await rebuildIfRulesChanged(knex, rules);
      await live();
    });

    it('gives what came about step by step, from nothing and over what is there', async () => {
      const before = await allFigures(knex);
      expect(before.judgement.length).toBeGreaterThan(200);
      await requestRebuild(knex, rules);
      await computer.computeDirty();
      expect(await allFigures(knex)).toEqual(before);
      for (const table of Object.keys(TABLES)) await knex(table).delete();
      await requestRebuild(knex, rules);
      await computer.computeDirty();
      expect(await allFigures(knex)).toEqual(before);
    });

    it('goes on where it was when a process ended, and lets what is new go first', async () => {
      const before = await allFigures(knex);
      for (const table of Object.keys(TABLES)) await knex(table).delete();
      await requestRebuild(knex, rules);
      const ended = new AbortController();
      const first = computer.computeDirty(ended.signal);
      ended.abort();
      expect(await first).toBeLessThan(SERVICES);
      expect((await knex('dirty_entity')).length).toBeGreaterThan(0);
      const other = FiguresComputer.create({ knex, rules });
      await other.computeDirty();
      expect(await allFigures(knex)).toEqual(before);
    });

    it('gives what came about while several wrote and two computed at once', async () => {
      const other = FiguresComputer.create({ knex, rules });
      let writing = true;
      const compute = async (one: FiguresComputer) => {
        while (writing) {
          await one.computeDirty();
          await new Promise(setImmediate);
        }
      };
      const computing = [compute(computer), compute(other)];
      await Promise.all(
        Array.from({ length: 4 }, async (_, writer) => {
          const told = history(`forge/s${writer}`, 100 + writer, 20);
          for (let start = 0; start < told.length; start += 5)
            await knex.transaction(transaction =>
              facts.write(transaction, 'forge', told.slice(start, start + 5)),
            );
        }),
      );
      writing = false;
      await Promise.all(computing);
      await computer.computeDirty();
      expect(await knex('dirty_entity')).toEqual([]);
      const before = await allFigures(knex);
      await requestRebuild(knex, rules);
      await computer.computeDirty();
      expect(await allFigures(knex)).toEqual(before);
    });

    it('comes by itself when the zone changes, and only then; who has other rules stays away', async () => {
      expect(await rebuildIfRulesChanged(knex, rules)).toBe(false);
      const tokyo = { ...rules, zone: ReportingZone.create('Asia/Tokyo') };
      const before = await allFigures(knex);
      expect(await rebuildIfRulesChanged(knex, tokyo)).toBe(true);
      expect(await computer.computeDirty()).toBe(0);
      const later = FiguresComputer.create({ knex, rules: tokyo });
      await later.computeDirty();
      const moved = await allFigures(knex);
      expect(moved.judgement).toEqual(before.judgement);
      expect(moved.rollup_day).not.toEqual(before.rollup_day);
      await rebuildIfRulesChanged(knex, rules);
      await computer.computeDirty();
      expect(await allFigures(knex)).toEqual(before);
    });
  },
);

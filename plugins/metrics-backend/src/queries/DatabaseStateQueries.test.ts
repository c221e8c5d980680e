import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Fact } from '@fairway/plugin-metrics-node';
import type { Knex } from 'knex';
import { migrate } from '../database/migrate';
import { DatabaseFactStore } from '../facts/DatabaseFactStore';
import { DatabaseStateQueries } from './DatabaseStateQueries';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const SHOP = 'component:default/shop';
const TILL = 'component:default/till';
const project = 'forge/shop';
const at = (hour: number) =>
  `2026-01-05T${String(hour).padStart(2, '0')}:00:00.000Z`;

const deployment = (
  id: string,
  hour: number,
  rest: object = {},
  state: string | undefined = 'success',
): Fact[] => [
  {
    ...{ type: 'deployment', project, deploymentId: id, revision: `r-${id}` },
    ...{ environment: 'production', createdAt: at(hour), updatedAt: at(hour) },
    ...rest,
  } as Fact,
  {
    ...{ type: 'deploymentStatus', project, deploymentId: id },
    ...{ statusId: `${id} ${state}`, state, at: at(hour) },
    ...(state === 'success' && { environmentUrl: `https://${id}.example.org` }),
  } as Fact,
];

const run = (id: string, hour: number, rest: object = {}): Fact =>
  ({
    ...{ type: 'run', project, runId: id, attempt: 1, name: 'CI' },
    ...{ revision: 'r', branch: 'main', trigger: 'push', status: 'completed' },
    ...{ conclusion: 'success', completedAt: at(hour), updatedAt: at(hour) },
    ...rest,
  }) as Fact;

const incident = (id: string, rest: object = {}): Fact =>
  ({
    ...{ type: 'incident', incidentId: id, title: `Down ${id}`, project },
    ...{ openedAt: at(9), updatedAt: at(9), ...rest },
  }) as Fact;

describe.each(databases.eachSupportedId())(
  'DatabaseStateQueries on %s',
  (id: TestDatabaseId) => {
    let knex: Knex;

    const bind = (entityRef: string, rest: object = {}) =>
      knex('binding').insert({
        ...{ entity_ref: entityRef, project, valid_from: 0, ...rest },
      });
    beforeEach(async () => {
      knex = await databases.init(id);
      await migrate(knex);
      await bind(SHOP);
    });

    const told = (...facts: Fact[]) =>
      knex.transaction(transaction =>
        DatabaseFactStore.create().write(transaction, 'fake', facts),
      );
    const states = (refs = [SHOP], branches = ['main', 'master']) =>
      DatabaseStateQueries.create({
        ...{ knex, productionEnvironments: ['prod*'] },
      }).states(refs, branches);

    it('gives the newest deployment of each environment, and what runs there', async () => {
      const staging = { environment: 'staging' };
      await told(
        ...deployment('p1', 1),
        ...deployment('p2', 2, { version: 'v2' }),
        ...deployment('p3', 3, {}, 'failure'),
        ...deployment('s1', 4, staging, 'in_progress'),
        ...deployment('q1', 1, { environment: 'qa' }),
      );
      const [state] = await states();
      expect(state.environments).toMatchObject([
        {
          ...{ environment: 'production', production: true, project },
          latest: { deploymentId: 'p3', state: 'failure', at: at(3) },
          reached: {
            ...{ deploymentId: 'p2', version: 'v2', revision: 'r-p2' },
            environmentUrl: 'https://p2.example.org',
          },
        },
        {
          environment: 'qa',
          production: false,
          reached: { deploymentId: 'q1' },
        },
        { environment: 'staging', latest: { deploymentId: 's1' } },
      ]);
      expect(state.environments[2].reached).toBeUndefined();
    });

    it('tells apart what is in one repository', async () => {
      await bind(TILL, { path: 'apps/till', environment_pattern: 'prod*' });
      await told(
        ...deployment('t1', 1, { path: 'apps/till/web' }),
        ...deployment('o1', 2, { path: 'apps/tiller' }),
        ...deployment('t2', 3, { path: 'apps/till', environment: 'staging' }),
        incident('A', { environment: 'staging' }),
        incident('B'),
      );
      const [till] = await states([TILL]);
      expect(till.environments).toMatchObject([
        { environment: 'production', latest: { deploymentId: 't1' } },
      ]);
      expect(till.incidents).toMatchObject([{ incidentId: 'B' }]);
    });

    it('gives the newest finished run of each workflow that a push starts', async () => {
      await told(
        run('1', 1),
        run('2', 2, { conclusion: 'failure' }),
        run('3', 3, { conclusion: 'cancelled' }),
        run('4', 4, { status: 'in_progress', conclusion: undefined }),
        run('5', 5, { branch: 'feature' }),
        run('6', 6, { name: 'Promote', trigger: 'workflow_dispatch' }),
        run('7', 1, { name: 'Lint' }),
        run('8', 2, { name: 'Lint', trigger: 'workflow_dispatch' }),
      );
      const [{ runs }] = await states();
      expect(runs).toMatchObject([
        { name: 'CI', runId: '2', conclusion: 'failure', completedAt: at(2) },
        { name: 'Lint', runId: '8', conclusion: 'success', branch: 'main' },
      ]);
      expect((await states([SHOP], []))[0].runs).toEqual([]);
    });

    it('gives what is open', async () => {
      await told(
        incident('A', { url: 'https://pager.example.org/A' }),
        incident('B', { resolvedAt: at(10) }),
        incident('C', { withdrawn: true }),
        incident('D', { project: undefined, entityRef: SHOP }),
        incident('E', { project: 'forge/other' }),
        incident('F', { environment: 'staging' }),
      );
      const [{ incidents }] = await states();
      expect(incidents).toMatchObject([
        { incidentId: 'A', title: 'Down A', openedAt: at(9), source: 'fake' },
        { incidentId: 'D' },
        { incidentId: 'F', environment: 'staging', production: false },
      ]);
    });

    it('leaves out what nothing is bound to', async () => {
      expect(await states(['component:default/none'])).toEqual([]);
      await knex('binding').update({ valid_to: 1 });
      expect(await states()).toEqual([]);
    });
  },
);

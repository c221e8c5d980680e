import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { DatabaseIdempotencyStore } from './DatabaseIdempotencyStore';
import { DatabaseReservationStore } from './DatabaseReservationStore';
import { migrate } from './migrate';
import { secondsAgo } from './secondsAgo';
import { TaskRecords } from './TaskRecords';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18'],
  disableDocker: true,
});
const dana = 'user:default/dana';
const milo = 'user:default/milo';
const ledger = { organisation: 'Acme', name: 'ledger' };

/** The scaffolder's own table, as far as it is read here. */
async function createTasks(knex: Knex) {
  await knex.schema.createTable('tasks', table => {
    table.uuid('id').primary();
    table.text('spec').notNullable();
    table.text('status').notNullable();
    table.text('created_by');
    table.dateTime('created_at').defaultTo(knex.fn.now()).notNullable();
  });
}

async function addTask(knex: Knex, id: string, status: string, values: object) {
  await knex('tasks').insert({
    id: `00000000-0000-4000-8000-00000000000${id}`,
    status,
    created_by: dana,
    spec: JSON.stringify({
      parameters: values,
      templateInfo: { entityRef: 'template:default/x' },
    }),
  });
}

describe.each(databases.eachSupportedId())('%s', (id: TestDatabaseId) => {
  async function setUp() {
    const knex = await databases.init(id);
    await createTasks(knex);
    await migrate(knex);
    const tasks = TaskRecords.create(knex);
    return {
      knex,
      reservations: DatabaseReservationStore.create({ knex, tasks }),
      idempotency: DatabaseIdempotencyStore.create({ knex, tasks }),
    };
  }

  /** As if the process had died some time ago. */
  async function age(knex: Knex, table: string, seconds: number) {
    await knex(table).update({ created_at: secondsAgo(knex, seconds) });
  }

  it('gives a name to one of many', async () => {
    const { reservations } = await setUp();
    const ids = await Promise.all(
      [dana, milo, dana, milo].map(person =>
        reservations.reserve(ledger, person),
      ),
    );
    expect(ids.filter(Boolean)).toHaveLength(1);
    await expect(
      reservations.reserve({ organisation: 'acme', name: 'other' }, milo),
    ).resolves.toEqual(expect.any(String));
  });

  it('releases a name that became no task, and keeps one that did', async () => {
    const { reservations } = await setUp();
    const first = await reservations.reserve(ledger, dana);
    await reservations.release(first!);
    const second = await reservations.reserve(ledger, milo);
    await reservations.assign(second!, 'task-1');
    await reservations.release(second!);
    await expect(reservations.find(ledger)).resolves.toMatchObject({
      createdBy: milo,
      taskId: 'task-1',
      pending: false,
    });
  });

  it('lets one of several take a name over', async () => {
    const { reservations } = await setUp();
    await reservations.reserve(ledger, dana);
    const held = (await reservations.find(ledger))!;
    const taken = await Promise.all(
      [1, 2, 3].map(() => reservations.takeOver(held, { createdBy: milo })),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
    await expect(reservations.find(ledger)).resolves.toMatchObject({
      createdBy: milo,
      taskId: undefined,
    });
  });

  it('is pending for a moment, unless its task is found', async () => {
    const { knex, reservations } = await setUp();
    await reservations.reserve(ledger, dana);
    await expect(reservations.find(ledger)).resolves.toMatchObject({
      pending: true,
    });
    await age(knex, 'fairway_reservations', 120);
    await expect(reservations.find(ledger)).resolves.toMatchObject({
      pending: false,
      taskId: undefined,
    });
    await addTask(knex, '1', 'failed', { name: 'ledger' });
    await addTask(knex, '2', 'open', { name: 'another' });
    await addTask(knex, '3', 'open', { name: 'ledger' });
    await expect(reservations.find(ledger)).resolves.toMatchObject({
      taskId: '00000000-0000-4000-8000-000000000003',
    });
  });

  it('answers a key again with the task it led to', async () => {
    const { idempotency } = await setUp();
    const request = {
      createdBy: dana,
      key: 'k',
      bodyHash: 'a',
      templateRef: 'template:default/x',
      values: { name: 'ledger' },
    };
    await expect(idempotency.begin(request)).resolves.toBeUndefined();
    await expect(idempotency.begin(request)).resolves.toEqual({
      bodyHash: 'a',
      taskId: undefined,
    });
    await expect(
      idempotency.begin({ ...request, createdBy: milo }),
    ).resolves.toBeUndefined();
    await idempotency.finish(request, 'task-1');
    await idempotency.abandon(request);
    await expect(
      idempotency.begin({ ...request, bodyHash: 'b' }),
    ).resolves.toEqual({ bodyHash: 'a', taskId: 'task-1' });
  });

  it('finds the task of a key whose answer was lost, and frees one without', async () => {
    const { knex, idempotency } = await setUp();
    const request = {
      createdBy: dana,
      key: 'k',
      bodyHash: 'a',
      templateRef: 'template:default/x',
      values: { name: 'ledger', tier: '2' },
    };
    await idempotency.begin(request);
    await age(knex, 'fairway_idempotency', 120);
    await addTask(knex, '1', 'processing', { tier: '2', name: 'ledger' });
    await expect(idempotency.begin(request)).resolves.toMatchObject({
      taskId: '00000000-0000-4000-8000-000000000001',
    });
    await knex('tasks').delete();
    await expect(idempotency.begin(request)).resolves.toBeUndefined();
  });

  it('goes back to where it came from', async () => {
    const { knex } = await setUp();
    await knex.migrate.rollback({
      directory: require('node:path').resolve(__dirname, '../../migrations'),
      tableName: 'fairway_scaffolder_migrations',
    });
    await expect(knex.schema.hasTable('fairway_reservations')).resolves.toBe(
      false,
    );
  });
});

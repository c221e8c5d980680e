import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { Statements } from './Statements';
import type { PartAsked } from './pageQuery';
import { type Shape, Slot } from './shapeOf';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});
const onPostgres = databases.supports('POSTGRES_18') ? describe : describe.skip;

async function start(id: 'POSTGRES_18' | 'SQLITE_3') {
  const knex = await databases.init(id);
  await knex.schema.createTable('thing', table => {
    table.string('name');
    table.integer('number');
  });
  await knex('thing').insert([
    ...['a', "b'", 'c?', 'd'].map((name, number) => ({ name, number })),
  ]);
  return { knex, ...asking(knex) };
}

/** Asks for all columns of the things from a number on. */
function asking(knex: Knex) {
  const statements = Statements.create({ knex });
  const ask = (from: number, limit = 2) =>
    statements.rows({
      shape: (): Shape => ({
        asked: { limit } as PartAsked,
        values: [from],
      }),
      query: shape =>
        knex('thing')
          .where('number', '>=', shape ? (new Slot(1) as never) : from)
          .whereNot('name', "b'")
          .orderBy('number')
          .limit(limit),
    });
  const kept = async () => {
    const { rows } = await knex.raw(
      `SELECT name FROM pg_prepared_statements WHERE name LIKE 'insights%'`,
    );
    return rows.map((row: { name: string }) => row.name) as string[];
  };
  return { ask, kept };
}

const names = (rows: Record<string, unknown>[]) => rows.map(row => row.name);

onPostgres('prepared statements', () => {
  // One after the other they all go over the same connection, which is the one that keeps the statements.
  it('are one for questions that differ in their values', async () => {
    const { ask, kept } = await start('POSTGRES_18');
    expect(names(await ask(0))).toEqual(['a', 'c?']);
    expect(names(await ask(3))).toEqual(['d']);
    expect(await kept()).toHaveLength(1);
    expect(names(await ask(0, 1))).toEqual(['a']);
    expect(await kept()).toHaveLength(2);
  });

  it('are prepared anew when a migration changes what they give', async () => {
    const { ask, kept, knex } = await start('POSTGRES_18');
    await ask(0);
    await knex.schema.alterTable('thing', table => table.string('more'));
    expect(await ask(3)).toEqual([{ name: 'd', number: 3, more: null }]);
    const before = await kept();
    expect(await ask(3)).toEqual([{ name: 'd', number: 3, more: null }]);
    expect((await kept()).length).toBe(before.length + 1);
  });

  it('are done without where a pooler forgets them, whoever asks', async () => {
    const { ask, kept, knex } = await start('POSTGRES_18');
    for (let times = 0; times < 12; times++) {
      expect(names(await ask(0))).toEqual(['a', 'c?']);
      await knex.raw('DEALLOCATE ALL');
    }
    await ask(0);
    expect(await kept()).toEqual([]);
  });

  it('do not hide that a question is wrong', async () => {
    const { ask, knex } = await start('POSTGRES_18');
    await ask(0);
    await knex.schema.dropTable('thing');
    await expect(ask(0)).rejects.toThrow('relation "thing" does not exist');
  });
});

describe('on SQLite', () => {
  it('questions are put as they are', async () => {
    const { ask } = await start('SQLITE_3');
    expect(names(await ask(0))).toEqual(['a', 'c?']);
    expect(names(await ask(3))).toEqual(['d']);
  });
});

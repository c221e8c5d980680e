import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { TextIndex } from './TextIndex';
import { migrate, migrations } from './migrate';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const directory = resolvePackagePath(
  '@backstage/plugin-catalog-backend',
  'migrations',
);

/** Where there is a PostgreSQL to try it on. */
const onPostgres = databases.supports('POSTGRES_18') ? describe : describe.skip;

async function start(id: 'POSTGRES_18' | 'SQLITE_3') {
  const knex = await databases.init(id);
  await migrate(knex);
  await knex.migrate.latest({ directory });
  const logger = mockServices.logger.mock();
  return { knex, logger, index: TextIndex.create({ knex, logger }) };
}

async function validity(knex: Knex) {
  const { rows } = await knex.raw(
    `SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('insight_search_text')`,
  );
  return rows.map((row: { indisvalid: boolean }) => row.indisvalid);
}

onPostgres('the index of texts', () => {
  it('is made once, made anew where it was broken off, and goes with our tables', async () => {
    const { knex, index, logger } = await start('POSTGRES_18');
    await index.ensure();
    await index.ensure();
    expect(await validity(knex)).toEqual([true]);

    await knex.raw(
      `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'insight_search_text'::regclass`,
    );
    await index.ensure();
    expect(await validity(knex)).toEqual([true]);
    expect(logger.info).not.toHaveBeenCalled();

    await knex.migrate.rollback(migrations, true);
    expect(await validity(knex)).toEqual([]);
  });

  it('uses an extension that stands in another schema', async () => {
    const { knex, index } = await start('POSTGRES_18');
    await knex.raw('CREATE SCHEMA "Tools"');
    await knex.raw('CREATE EXTENSION pg_trgm SCHEMA "Tools"');
    await index.ensure();
    expect(await validity(knex)).toEqual([true]);
  });

  it('is done without where the extension may not be created, which is said once', async () => {
    const { knex, logger } = await start('POSTGRES_18');
    const role = `reader_${process.pid}_${Date.now()}`;
    await knex.raw('CREATE ROLE ??', [role]);
    await knex.raw('GRANT ALL ON SCHEMA public TO ??', [role]);
    const limited = await knex.transaction();
    await limited.raw('SET LOCAL ROLE ??', [role]);
    const index = TextIndex.create({ knex: limited, logger });
    await index.ensure();
    await limited.rollback();
    expect(await validity(knex)).toEqual([]);
    expect(logger.info).toHaveBeenCalledTimes(1);
    await knex.raw('DROP OWNED BY ??', [role]);
    await knex.raw('DROP ROLE ??', [role]);
  });
});

describe('on SQLite', () => {
  it('there is none', async () => {
    const { index, logger } = await start('SQLITE_3');
    await index.ensure();
    expect(logger.info).not.toHaveBeenCalled();
  });
});

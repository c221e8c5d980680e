import knexFactory from 'knex';

/** Makes a database of a PostgreSQL server anew, as a copy of another one that nobody uses any more. */
export async function copyDatabase(
  url: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const knex = knexFactory({
    client: 'pg',
    connection: new URL('/postgres', url).href,
    pool: { min: 0, max: 1 },
  });
  try {
    await knex.raw('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [to]);
    await knex.raw(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?',
      [from],
    );
    await knex.raw('CREATE DATABASE ?? TEMPLATE ??', [to, from]);
  } finally {
    await knex.destroy();
  }
}

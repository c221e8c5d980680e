import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A PostgreSQL database for one test, and the configuration by which the portal uses it. */
export async function createDatabase(server: string) {
  const name = `fairway_${randomBytes(6).toString('hex')}`;
  const run = async (statement: string) => {
    const client = new Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await run(`CREATE DATABASE ${name}`);
  const { hostname, port, username, password, searchParams } = new URL(server);
  const connection = {
    host: searchParams.get('host') ?? hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: name,
  };
  return {
    // As app-config.production.yaml divides it: a schema for each plugin.
    config: {
      client: 'pg',
      pluginDivisionMode: 'schema',
      ensureExists: false,
      ensureSchemaExists: true,
      connection,
      knexConfig: { pool: { min: 0, max: 5 } },
    },
    drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

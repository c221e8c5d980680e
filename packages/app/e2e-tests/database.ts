import { Client } from 'pg';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A database for one run on the PostgreSQL that FAIRWAY_JOURNEY_POSTGRES names, as a configuration file for the portal;
 * nothing where the variable is empty: then the portal's default, SQLite, is what is tried.
 */
export async function journeyDatabase(folder: string) {
  const server = process.env.FAIRWAY_JOURNEY_POSTGRES;
  if (!server) return { configs: [], drop: async () => {} };
  const database = `fairway_journey_${process.pid}`;
  const administer = async (statement: string) => {
    const client = new Client({ connectionString: `${server}/postgres` });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await administer(`CREATE DATABASE ${database}`);
  const config = join(folder, 'app-config.postgres.yaml');
  const { hostname, port, username, password } = new URL(server);
  const connection = {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database,
  };
  // JSON is YAML, and quotes what needs quoting.
  const settings = { client: 'pg', pluginDivisionMode: 'schema', connection };
  await writeFile(config, JSON.stringify({ backend: { database: settings } }), {
    mode: 0o600,
  });
  return {
    configs: [config],
    drop: () => administer(`DROP DATABASE ${database} WITH (FORCE)`),
  };
}

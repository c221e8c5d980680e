import type { Knex } from 'knex';

/** How a connection keeps what it commits, as the database names it. */
export type Durability = Record<string, string>;

/** What a commit must have reached the disk for. */
const REQUIRED: Durability[] = [
  { fsync: 'on', synchronous_commit: 'on' },
  { synchronous: '2' },
];

export async function durabilityOf(knex: Knex): Promise<Durability> {
  if (knex.client.config.client !== 'pg') {
    const [{ synchronous }] = await knex.raw('PRAGMA synchronous');
    return { synchronous: String(synchronous) };
  }
  const show = async (name: string) =>
    (await knex.raw(`SHOW ${name}`)).rows[0][name];
  return {
    fsync: await show('fsync'),
    synchronous_commit: await show('synchronous_commit'),
  };
}

/** @throws Error where a commit could be lost with the machine's power: such a run says nothing */
export function assertDurable(found: Durability): void {
  const durable = REQUIRED.some(
    required =>
      Object.keys(required).length === Object.keys(found).length &&
      Object.entries(required).every(([name, value]) => found[name] === value),
  );
  if (!durable)
    throw new Error(
      `Commits are not flushed to disk here: ${JSON.stringify(found)}`,
    );
}

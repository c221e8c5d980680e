import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { catalogOf, insightOf } from './generate';

const ENTITIES_AT_ONCE = 1_000;
const FAR_AHEAD = '2999-01-01T00:00:00Z';
const PROVIDER = 'bench';

const TABLES = {
  refresh_state: {
    ...{ entity_id: 'text', entity_ref: 'text', unprocessed_entity: 'text' },
    ...{ processed_entity: 'text', errors: 'text', location_key: 'text' },
    ...{ next_update_at: 'timestamptz', last_discovery_at: 'timestamptz' },
  },
  refresh_state_references: { source_key: 'text', target_entity_ref: 'text' },
  final_entities: {
    ...{ entity_id: 'text', entity_ref: 'text', final_entity: 'text' },
    ...{ hash: 'text', last_updated_at: 'timestamptz' },
  },
  search: {
    ...{ entity_id: 'text', key: 'text', value: 'text' },
    original_value: 'text',
  },
  insight_component: {
    ...{ entity_ref: 'text', health_status: 'text', health_rank: 'smallint' },
    ...{ health_since: 'bigint', health_text: 'text', health_stale: 'boolean' },
    ...{ lead_time_s: 'float8', deploys_per_day: 'float8' },
    ...{ fail_rate: 'float8', recovery_s: 'float8', rework_rate: 'float8' },
    ...{ window_days: 'integer', cells: 'text', computed_at: 'bigint' },
  },
};

type Table = keyof typeof TABLES;

/** The catalog's own way from an entity to the rows of its search table. */
const { buildEntitySearch } = require(
  resolvePackagePath(
    '@backstage/plugin-catalog-backend',
    'dist/database/operations/stitcher/buildEntitySearch.cjs.js',
  ),
) as {
  buildEntitySearch(
    id: string,
    entity: Entity,
  ): { key: string; value: string | null; original_value: string | null }[];
};

/** The same for each entity in each run, and in no order. */
function idOf(ref: string): string {
  const hex = createHash('sha256').update(ref).digest('hex');
  return [0, 8, 12, 16, 20]
    .map((start, index) => hex.slice(start, start + [8, 4, 4, 4, 12][index]))
    .join('-');
}

async function insert(knex: Knex, table: Table, rows: unknown[][]) {
  const columns = Object.entries(TABLES[table]);
  const lists = columns.map(([, type]) => `?::${type}[]`).join(', ');
  await knex.raw(
    `INSERT INTO "${table}" (${columns.map(([name]) => name).join(', ')}) SELECT * FROM unnest(${lists})`,
    columns.map((_, index) => rows.map(row => row[index])) as any,
  );
}

function addEntity(rows: Record<Table, unknown[][]>, entity: Entity) {
  const ref = stringifyEntityRef(entity);
  const id = idOf(ref);
  const json = JSON.stringify(entity);
  Object.assign(entity.metadata, { uid: id, etag: id.replaceAll('-', '') });
  const now = new Date().toISOString();
  rows.refresh_state.push([
    ...[id, ref, json, json, '', PROVIDER, FAR_AHEAD, now],
  ]);
  rows.refresh_state_references.push([PROVIDER, ref]);
  rows.final_entities.push([id, ref, JSON.stringify(entity), id, now]);
  for (const row of buildEntitySearch(id, entity))
    rows.search.push([id, row.key, row.value, row.original_value]);
}

const noRows = (): Record<Table, unknown[][]> => ({
  ...{ refresh_state: [], refresh_state_references: [] },
  ...{ final_entities: [], search: [], insight_component: [] },
});

/**
 * Writes what the catalog makes of entities, and what the list knows of them, straight into its tables: the catalog
 * itself takes in some eighty a second.
 */
export async function load(knex: Knex, size: number): Promise<number> {
  let written = 0;
  let rows = noRows();
  const write = async () => {
    await knex.transaction(async transaction => {
      await transaction.raw('SET LOCAL synchronous_commit = off');
      for (const table of Object.keys(TABLES) as Table[])
        if (rows[table].length) await insert(transaction, table, rows[table]);
    });
    written += rows.search.length;
    rows = noRows();
  };
  for (const entity of catalogOf(size)) {
    addEntity(rows, entity);
    if (rows.final_entities.length === ENTITIES_AT_ONCE) await write();
  }
  for (let number = 0; number < size; number++) {
    const insight = insightOf(number);
    if (insight) rows.insight_component.push(insight);
    if (rows.insight_component.length === ENTITIES_AT_ONCE) await write();
  }
  await write();
  await knex.raw('VACUUM ANALYZE');
  return written;
}

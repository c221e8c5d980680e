import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { Knex } from 'knex';

const ROWS_AT_ONCE = 400;
const FAR_AHEAD = '2999-01-01T00:00:00Z';

/** The catalog's own way from an entity to its fields. */
const { buildEntitySearch } = require(
  resolvePackagePath(
    '@backstage/plugin-catalog-backend',
    'dist/database/operations/stitcher/buildEntitySearch.cjs.js',
  ),
) as { buildEntitySearch(id: string, entity: Entity): object[] };

/** Writes what the catalog makes of many entities straight into its tables: it takes in some eighty a second. */
export async function loadEntities(
  knex: Knex,
  entities: Entity[],
): Promise<void> {
  const rows = entities.map((entity, number) => {
    const id = `loaded-${number}`;
    const json = JSON.stringify(entity);
    const key = { entity_id: id, entity_ref: stringifyEntityRef(entity) };
    return {
      state: {
        ...{ ...key, unprocessed_entity: json, errors: '' },
        ...{ next_update_at: FAR_AHEAD, last_discovery_at: FAR_AHEAD },
      },
      reference: { source_key: 'loaded', target_entity_ref: key.entity_ref },
      final: { ...key, hash: id, final_entity: json },
      search: buildEntitySearch(id, entity),
    };
  });
  await knex.transaction(async transaction => {
    for (const [table, of] of [
      ['refresh_state', rows.map(({ state }) => state)],
      ['refresh_state_references', rows.map(({ reference }) => reference)],
      ['final_entities', rows.map(({ final }) => final)],
      ['search', rows.flatMap(({ search }) => search)],
    ] as const)
      await transaction.batchInsert(table, of as object[], ROWS_AT_ONCE);
  });
  await knex.raw('ANALYZE');
}

import type { Knex } from 'knex';
import { SEARCH_KEYS, fieldsUnder, titlesBeside } from './catalogTables';
import { isPostgres } from './migrate';
import type { Predicate } from './predicates';
import { whereAll } from './wherePredicate';

/** What a row refers to and the catalog has, with its title for who may read that: references are there without one too. */
export type Referred = Map<string, string | undefined>;

/**
 * The owners and systems of a row that the catalog has, as one JSON column of a query: several columns would take the
 * database longer to plan than to look up.
 */
export function referredBy(
  knex: Knex,
  id: string,
  readable: Predicate[],
): Knex.QueryBuilder {
  const [listOf, pairOf] = isPostgres(knex)
    ? ['json_agg', 'json_build_array']
    : ['json_group_array', 'json_array'];
  const title = whereAll(titlesBeside(knex, 'g.entity_id'), readable, {
    ...{ knex, id: 'g.entity_id', manner: 'each' },
  })
    // What a group is called in its profile goes before its title.
    .orderBy('t.key', 'desc')
    .limit(1)
    .select('t.original_value');
  return fieldsUnder(knex, [SEARCH_KEYS.owner, SEARCH_KEYS.system], 'r')
    .join('final_entities as g', 'g.entity_ref', 'r.value')
    .whereRaw('?? = ??', ['r.entity_id', id])
    .whereNotNull('g.final_entity')
    .select(knex.raw(`${listOf}(${pairOf}(g.entity_ref, (?)))`, [title]));
}

/** What such a column says. */
export function toReferred(column: unknown): Referred {
  const pairs: [string, string | null][] =
    typeof column === 'string' ? JSON.parse(column) : (column ?? []);
  return new Map(pairs.map(([ref, title]) => [ref, title ?? undefined]));
}

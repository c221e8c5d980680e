import type { Knex } from 'knex';
import { SEARCH_KEYS, fields, withTitles } from './catalogTables';
import type { Predicate } from './predicates';
import { SYSTEM_PREFIX } from './sorts';
import { whereAll } from './wherePredicate';

/**
 * What the owner and the system of a row are called, and whether there is such an owner, as columns of a query. A title is
 * only told to who may read what has it.
 */
export function referredBy(
  knex: Knex,
  id: string,
  readable: Predicate[],
): Record<string, Knex.QueryBuilder> {
  // The first of several, as for the row itself.
  const referred = (key: string) =>
    fields(knex, key, 'r')
      .join('final_entities as g', 'g.entity_ref', 'r.value')
      .whereRaw('?? = ??', ['r.entity_id', id])
      .whereNotNull('g.final_entity')
      .orderBy('r.value')
      .limit(1);
  const titled = (key: string) =>
    whereAll(withTitles(referred(key), 'g.entity_id'), readable, {
      ...{ knex, id: 'g.entity_id', manner: 'each' },
    })
      // What a group is called in its profile goes before its title.
      .orderBy('t.key', 'desc')
      .select('t.original_value');
  return {
    owner_known: referred(SEARCH_KEYS.owner).select(knex.raw('1')),
    owner_title: titled(SEARCH_KEYS.owner),
    system_title: titled(SEARCH_KEYS.system).where(
      'r.value',
      'like',
      `${SYSTEM_PREFIX}%`,
    ),
  };
}

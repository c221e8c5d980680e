import type { Knex } from 'knex';
import type { Access } from '../services/Access';
import type { ComponentFilters } from '../services/ComponentFilters';
import {
  ENTITY,
  INSIGHT,
  type Query,
  type Reach,
  SEARCH_KEYS,
  whereCriteria,
  whereField,
  whereOneOf,
  whereWord,
} from './catalogTables';

const FIELDS = ['owner', 'system', 'lifecycle', 'type', 'tag'] as const;

/** Puts what is known of entities beside them. */
export const withInsights = (query: Query): Query =>
  query.leftJoin(
    `insight_component as ${INSIGHT}`,
    `${INSIGHT}.entity_ref`,
    `${ENTITY}.entity_ref`,
  );

/** That somebody may read an entity. */
export function whereReadable(
  query: Query,
  access: Access,
  options: { knex: Knex; reach: Reach },
): Query {
  if (access === 'all') return query;
  if (access === 'none') return query.whereRaw('1 = 0');
  return query.where(inner => whereCriteria(inner, access.criteria, options));
}

/** That an entity is one of those asked for. A condition on health needs insights beside. */
export function whereMatches(
  query: Query,
  filters: ComponentFilters,
  options: { knex: Knex; reach: Reach },
): Query {
  const { knex } = options;
  const field = (key: string, values?: string[]) =>
    whereField(query, { ...options, key, values });
  // Kinds consist of letters and digits: nothing is to be escaped.
  query.where(`${ENTITY}.entity_ref`, 'like', `${filters.kind}:%`);
  if (filters.refs) whereOneOf(query, `${ENTITY}.entity_ref`, filters.refs);
  for (const name of FIELDS)
    if (filters[name]) field(SEARCH_KEYS[name], filters[name]);
  if (filters.ownedBy) field(SEARCH_KEYS.owner, filters.ownedBy);
  if (filters.path) field(SEARCH_KEYS.path);
  if (filters.path === false)
    query.whereNot(inner =>
      whereField(inner, { ...options, key: SEARCH_KEYS.path }),
    );
  if (filters.health) {
    const wanted: string[] = filters.health;
    query.where(inner => {
      whereOneOf(inner, `${INSIGHT}.health_status`, wanted);
      if (wanted.includes('unknown'))
        inner.orWhereNull(`${INSIGHT}.health_status`);
    });
  }
  for (const word of filters.words) whereWord(query, word, knex);
  return query;
}

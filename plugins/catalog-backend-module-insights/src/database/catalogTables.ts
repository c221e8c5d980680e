import type { EntitiesSearchFilter } from '@backstage/plugin-catalog-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { isPostgres } from './migrate';

// The catalog's schema is private. Everything that this module takes for granted of it stands here; a contract test
// holds it against the answers of the catalog's own routes:
//
// - final_entities(entity_id, entity_ref, final_entity): the entities as they are served, as JSON. Rows without JSON
//   are not there yet.
// - search(entity_id, key, value, original_value): every field, keys and values in lower case; a value longer than 200
//   characters is null. Relations are there as `relations.<type>`.

/** Of a query over entities: the table's name in it. */
export const ENTITY = 'f';
/** Of a query over entities with what is known of them beside. */
export const INSIGHT = 'i';

export const SEARCH_KEYS = {
  name: 'metadata.name',
  owner: 'relations.ownedby',
  system: 'relations.partof',
  lifecycle: 'spec.lifecycle',
  type: 'spec.type',
  tag: 'metadata.tags',
  path: 'metadata.annotations.fairway/template',
  member: 'relations.hasmember',
  child: 'relations.parentof',
} as const;

const TITLES = ['metadata.title', 'spec.profile.displayname'];
const DESCRIPTION = 'metadata.description';
const TEXTS = ['metadata.name', 'metadata.title', DESCRIPTION, 'metadata.tags'];

/**
 * Whether a predicate is asked of one row after the other, which is best where the first few that hold are wanted, or
 * of all at once.
 */
export type Reach = 'first' | 'all';

export type Query = Knex.QueryBuilder;

/** A condition of one column on several values, as one parameter where the database has arrays. */
export function whereOneOf(
  query: Query,
  column: string,
  values: string[],
): Query {
  return query.client.config.client === 'pg'
    ? query.whereRaw('?? = ANY(?::text[])', [column, values])
    : query.whereIn(column, values);
}

/** All entities that are served. */
export const entities = (knex: Knex): Query =>
  knex(`final_entities as ${ENTITY}`).whereNotNull(`${ENTITY}.final_entity`);

/** The entity whose reference stands in a column, for EXISTS. */
export const servedAs = (knex: Knex, column: string): Query =>
  knex('final_entities as o')
    .select(knex.raw('1'))
    .whereRaw('?? = ??', ['o.entity_ref', column])
    .whereNotNull('o.final_entity');

/** The fields of entities under one key, with their entities. */
export const fieldsOf = (knex: Knex, key: string): Query =>
  knex('search as s')
    .join(`final_entities as ${ENTITY}`, `${ENTITY}.entity_id`, 's.entity_id')
    .where('s.key', key)
    .whereNotNull('s.value')
    .whereNotNull(`${ENTITY}.final_entity`);

/** That an entity has a field, or one of some values in it. */
export function whereField(
  query: Query,
  options: { knex: Knex; key: string; values?: string[]; reach: Reach },
): Query {
  const { knex, key, values, reach } = options;
  const search = knex('search as x').where('x.key', key.toLowerCase());
  if (values)
    whereOneOf(
      search,
      'x.value',
      values.map(value => value.toLowerCase()),
    );
  return reach === 'all'
    ? query.whereIn(
        `${ENTITY}.entity_id`,
        search.whereNotNull('x.entity_id').select('x.entity_id'),
      )
    : query.whereExists(
        search
          .select(knex.raw('1'))
          .whereRaw('?? = ??', ['x.entity_id', `${ENTITY}.entity_id`]),
      );
}

/** That conditions of the permission framework hold, in the form that the catalog's own rules give them. */
export function whereCriteria(
  query: Query,
  criteria: PermissionCriteria<EntitiesSearchFilter>,
  options: { knex: Knex; reach: Reach },
): Query {
  if ('allOf' in criteria)
    return criteria.allOf.reduce(
      (all: Query, part) =>
        all.where(inner => whereCriteria(inner, part, options)),
      query,
    );
  if ('anyOf' in criteria)
    return query.where(inner => {
      if (!(criteria.anyOf as unknown[]).length) inner.whereRaw('1 = 0');
      for (const part of criteria.anyOf)
        inner.orWhere(any => whereCriteria(any, part, options));
    });
  if ('not' in criteria)
    return query.whereNot(inner => whereCriteria(inner, criteria.not, options));
  return whereField(query, { ...options, ...criteria });
}

const escaped = (text: string) =>
  `%${text.replaceAll(/[%_\\]/g, character => `\\${character}`)}%`;

/** That a word stands, literally, in the name, the title, the description or a tag. */
export function whereWord(query: Query, word: string, knex: Knex): Query {
  const like = escaped(word.toLowerCase());
  const short = knex('search as x')
    .whereIn('x.key', TEXTS)
    .whereRaw(`x.value LIKE ? ESCAPE '\\'`, [like])
    .whereNotNull('x.entity_id')
    .select('x.entity_id');
  // JSON may hold a NUL that PostgreSQL has no text for.
  const description = isPostgres(knex)
    ? `CASE WHEN position('\\u0000' in l.final_entity) = 0 THEN l.final_entity::json #>> '{metadata,description}' END`
    : `json_extract(l.final_entity, '$.metadata.description')`;
  const long = knex('search as x')
    .join('final_entities as l', 'l.entity_id', 'x.entity_id')
    .where('x.key', DESCRIPTION)
    .whereNull('x.value')
    .whereRaw(`lower(${description}) LIKE ? ESCAPE '\\'`, [like])
    .select('x.entity_id');
  return query.whereIn(`${ENTITY}.entity_id`, short.unionAll([long]));
}

/** The titles that some entities have; one row for each entity and title, and one for an entity without. */
export const titlesOf = (knex: Knex, refs: string[]): Query =>
  whereOneOf(entities(knex), `${ENTITY}.entity_ref`, refs)
    .leftJoin('search as t', join =>
      join
        .on('t.entity_id', `${ENTITY}.entity_id`)
        .onIn('t.key', TITLES)
        .onNotNull('t.original_value'),
    )
    .select(`${ENTITY}.entity_ref`, 't.key', 't.original_value as title');

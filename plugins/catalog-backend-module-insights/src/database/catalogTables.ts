import type { HealthStatus } from '@fairway/plugin-health-common';
import type { Knex } from 'knex';
import { healthRanks } from './healthRanks';
import { isPostgres } from './migrate';
import type { FigurePredicate, Predicate } from './predicates';

// The catalog's schema is private. Everything that this module takes for granted of it stands here; a contract test
// holds it against the answers of the catalog's own routes:
//
// - final_entities(entity_id, entity_ref, final_entity): the entities as they are served, as JSON. Rows without JSON
//   are not there yet, and have no fields either.
// - search(entity_id, key, value, original_value): every field, keys and values in lower case; a value longer than 200
//   characters is null. Relations are there as `relations.<type>`. Indexed by (entity_id, key, value) and by
//   (key, value, entity_id).

/** Of a query over entities: the table's name in it. */
export const ENTITY = 'f';

export const SEARCH_KEYS = {
  kind: 'kind',
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

/** That an id is one of those that a query gives, which is asked once and not made a join of. */
export const whereIdIn = (query: Query, id: string, ids: Query): Query =>
  query.client.config.client === 'pg'
    ? query.whereRaw('?? = ANY(ARRAY(?))', [id, ids])
    : query.whereIn(id, ids);

/** All entities that are served. */
export const entities = (knex: Knex): Query =>
  knex(`final_entities as ${ENTITY}`).whereNotNull(`${ENTITY}.final_entity`);

/** The entity whose reference stands in a column, for EXISTS. */
export const servedAs = (knex: Knex, column: string): Query =>
  knex('final_entities as o')
    .select(knex.raw('1'))
    .whereRaw('?? = ??', ['o.entity_ref', column])
    .whereNotNull('o.final_entity');

/** The fields under one key. */
export const fields = (knex: Knex, key: string, alias = 's'): Query =>
  knex(`search as ${alias}`)
    .where(`${alias}.key`, key.toLowerCase())
    .whereNotNull(`${alias}.entity_id`);

/** The name in a reference, `kind:namespace/name`; it is the same as the field. */
export const nameOf = (knex: Knex, column: string): string =>
  isPostgres(knex)
    ? `split_part(${column}, '/', 2)`
    : `substr(${column}, instr(${column}, '/') + 1)`;

/** The fields under some keys. */
export const fieldsUnder = (knex: Knex, keys: string[], alias: string): Query =>
  whereOneOf(knex(`search as ${alias}`), `${alias}.key`, keys).whereNotNull(
    `${alias}.entity_id`,
  );

/** How many entities have each value of some fields. */
export const valueCounts = (knex: Knex, keys: string[]): Query =>
  fieldsUnder(knex, keys, 's')
    .whereNotNull('s.value')
    .groupBy('s.key', 's.value')
    .select('s.key', 's.value')
    .count('* as n');

/** The fields under one key that have a value, with their entities. */
export const fieldsOf = (knex: Knex, key: string): Query =>
  fields(knex, key)
    .join(`final_entities as ${ENTITY}`, `${ENTITY}.entity_id`, 's.entity_id')
    .whereNotNull('s.value')
    .whereNotNull(`${ENTITY}.final_entity`);

const withValues = (query: Query, values: string[] | undefined): Query =>
  values ? whereOneOf(query, 'x.value', values) : query;

const literally = (word: string) =>
  `%${word.toLowerCase().replaceAll(/[%_\\]/g, character => `\\${character}`)}%`;

/** Descriptions that are too long for the search table and have a word in them. */
function longDescriptions(knex: Knex, word: string): Query {
  // JSON may hold a NUL that PostgreSQL has no text for.
  const description = isPostgres(knex)
    ? `CASE WHEN position('\\u0000' in l.final_entity) = 0 THEN l.final_entity::json #>> '{metadata,description}' END`
    : `json_extract(l.final_entity, '$.metadata.description')`;
  return fields(knex, DESCRIPTION, 'x')
    .join('final_entities as l', 'l.entity_id', 'x.entity_id')
    .whereNull('x.value')
    .whereRaw(`lower(${description}) LIKE ? ESCAPE '\\'`, [literally(word)]);
}

/** Which fields texts are in, as it stands in the index too: of values brought along the planner cannot tell. */
const isText = (column: string) =>
  `${column} IN (${TEXTS.map(key => `'${key}'`).join(', ')})`;

/** The only thing of ours on a table of the catalog's. */
export const TEXT_INDEX = 'insight_search_text';

/** Makes an index by which words are found inside of texts, with the operators in a schema. */
export const createTextIndex = (knex: Knex, operators: string): Knex.Raw =>
  knex.raw(
    `CREATE INDEX CONCURRENTLY IF NOT EXISTS ?? ON search USING gin (value ??.gin_trgm_ops) WHERE ${isText('key')}`,
    [TEXT_INDEX, operators],
  );

const texts = (knex: Knex, word: string): Query =>
  knex('search as x')
    .whereNotNull('x.entity_id')
    .whereRaw(isText('x.key'))
    .whereRaw(`x.value LIKE ? ESCAPE '\\'`, [literally(word)]);

/** By the rank, which has an index. */
const inHealth = (knex: Knex, statuses: HealthStatus[]): Query =>
  knex('final_entities as x')
    .join('insight_component as h', 'h.entity_ref', 'x.entity_ref')
    .whereIn('h.health_rank', healthRanks(statuses));

const withFigure = (
  knex: Knex,
  { column, from, to }: FigurePredicate,
): Query => {
  const figure = `h.${column}`;
  const query = knex('final_entities as x')
    .join('insight_component as h', 'h.entity_ref', 'x.entity_ref')
    .whereNotNull(figure);
  if (from !== undefined) query.where(figure, '>=', from);
  if (to !== undefined) query.where(figure, '<=', to);
  return query;
};

type Leaf = Exclude<
  Predicate,
  { allOf: unknown } | { anyOf: unknown } | { not: unknown }
>;

/** Queries for the entities, as `x`, of which a predicate holds. */
export function matchesOf(knex: Knex, leaf: Leaf): Query[] {
  if ('word' in leaf)
    return [texts(knex, leaf.word), longDescriptions(knex, leaf.word)];
  if ('refs' in leaf)
    return [whereOneOf(knex('final_entities as x'), 'x.entity_ref', leaf.refs)];
  if ('health' in leaf) return [inHealth(knex, leaf.health)];
  if ('column' in leaf) return [withFigure(knex, leaf)];
  return [withValues(fields(knex, leaf.key, 'x'), leaf.values)];
}

/** The titles of one entity, whose id stands in a column. */
export const titlesBeside = (knex: Knex, id: string): Query =>
  fieldsUnder(knex, TITLES, 't')
    .whereRaw('?? = ??', ['t.entity_id', id])
    .whereNotNull('t.original_value');

const withTitles = (query: Query, id: string): Query =>
  query.join('search as t', join =>
    join
      .on('t.entity_id', id)
      .onIn('t.key', TITLES)
      .onNotNull('t.original_value'),
  );

/** The titles of those of some entities that have one. */
export const titlesOf = (knex: Knex, refs: string[]): Query =>
  whereOneOf(
    withTitles(entities(knex), `${ENTITY}.entity_id`),
    `${ENTITY}.entity_ref`,
    refs,
  )
    .orderBy('t.key')
    .select(`${ENTITY}.entity_ref`, 't.original_value as title');

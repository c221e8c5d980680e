import type { Knex } from 'knex';
import type { Few, FewFinder } from './FewFinder';
import { type Query, SEARCH_KEYS, fields, nameOf } from './catalogTables';
import type { Predicate } from './predicates';
import type { SortSource } from './sorts';

/** A query in the order of an index, with the columns that tell whose row it is and where it stands. */
export interface Driven {
  query: Query;
  /** The entity's id in the catalog. */
  id: string;
  value: string;
  /** Tells those with the same value apart; the index has it too. */
  ref: string;
  /** What else is to be looked into for each row. */
  predicates: Predicate[];
}

/** A boolean that the planner makes nothing of: it would rather gather all rows than walk until there are enough. */
const isTrue = (knex: Knex, query: Query): Knex.Raw =>
  knex.raw('coalesce((?), false)', [query.select(knex.raw('true')).limit(1)]);

const fieldOfRow = (
  knex: Knex,
  source: { key: string; prefix?: string },
): Query => {
  const query = fields(knex, source.key, 'other')
    .whereRaw('?? = ??', ['other.entity_id', 's.entity_id'])
    .whereNotNull('other.value');
  return source.prefix
    ? query.where('other.value', 'like', `${source.prefix}%`)
    : query;
};

function byField(knex: Knex, key: string, kind: string): Driven {
  return {
    query: fields(knex, key).whereNotNull('s.value'),
    ...{ id: 's.entity_id', value: 's.value', ref: 's.entity_id' },
    predicates: [{ key: SEARCH_KEYS.kind, values: [kind] }],
  };
}

/** Rows that have a value, driven from the index that it is in. */
export function valued(knex: Knex, source: SortSource, kind: string): Driven {
  if ('column' in source) {
    const value = `i.${source.column}`;
    const query = knex('insight_component as i')
      .join('final_entities as e', 'e.entity_ref', 'i.entity_ref')
      .whereNotNull('e.final_entity')
      // Kinds consist of letters and digits: nothing is to be escaped.
      .where('i.entity_ref', 'like', `${kind}:%`)
      .whereNotNull(value);
    return {
      ...{ query, id: 'e.entity_id', value, ref: 'i.entity_ref' },
      predicates: [],
    };
  }
  const driven = byField(knex, source.key, kind);
  const { query } = driven;
  if (source.prefix) query.where('s.value', 'like', `${source.prefix}%`);
  // Of several values the least stands for the row.
  if (source.key !== SEARCH_KEYS.name)
    query.whereRaw(
      knex.raw('not ?', [
        isTrue(
          knex,
          fieldOfRow(knex, source).whereRaw('?? < ??', [
            'other.value',
            's.value',
          ]),
        ),
      ]),
    );
  return driven;
}

/** The same of few rows; undefined where what they are sorted by is not to be had without reading them. */
export function valuedOf(options: {
  knex: Knex;
  finder: FewFinder;
  few: Few;
  source: SortSource;
  kind: string;
}): Driven | undefined {
  const { knex, finder, few, source, kind } = options;
  const column = 'column' in source ? source.column : undefined;
  if (!column && 'key' in source && source.key !== SEARCH_KEYS.name)
    return undefined;
  const rows = finder.sortable(few, column);
  if (!rows) return undefined;
  const ofKind = knex
    .from(rows.as('u'))
    // Kinds consist of letters and digits: nothing is to be escaped.
    .where('u.entity_ref', 'like', `${kind}:%`)
    .select('u.entity_id', 'u.entity_ref');
  if (column) ofKind.whereNotNull('u.sorted_by').select('u.sorted_by');
  else ofKind.select(knex.raw(`${nameOf(knex, 'u.entity_ref')} as sorted_by`));
  return {
    query: knex.from(ofKind.as('e')),
    ...{ id: 'e.entity_id', value: 'e.sorted_by' },
    ref: column ? 'e.entity_ref' : 'e.entity_id',
    predicates: [],
  };
}

/** Rows that have none, by name. */
export function rest(knex: Knex, source: SortSource, kind: string): Driven {
  const driven = byField(knex, SEARCH_KEYS.name, kind);
  const having =
    'column' in source
      ? knex('final_entities as e')
          .join('insight_component as i', 'i.entity_ref', 'e.entity_ref')
          .whereRaw('?? = ??', ['e.entity_id', 's.entity_id'])
          .whereNotNull(`i.${source.column}`)
      : fieldOfRow(knex, source);
  driven.query.whereRaw(knex.raw('not ?', [isTrue(knex, having)]));
  return driven;
}

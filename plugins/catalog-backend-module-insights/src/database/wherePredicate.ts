import type { Knex } from 'knex';
import { type Query, matchesOf } from './catalogTables';
import type { Predicate } from './predicates';

/**
 * How a predicate is put to the database: `each` looks into one row after the other, which is best where the first few
 * that match are wanted; `all` gathers everything that matches first.
 */
export type Manner = 'each' | 'all';

interface Options {
  knex: Knex;
  /** The column with the entity's id. */
  id: string;
  manner: Manner;
}

/** That a predicate holds of an entity. */
export function wherePredicate(
  query: Query,
  predicate: Predicate,
  options: Options,
): Query {
  if ('allOf' in predicate)
    return query.where(inner => {
      // An empty group of conditions would vanish, also from under a NOT.
      inner.whereRaw('1 = 1');
      for (const part of predicate.allOf)
        inner.where(each => wherePredicate(each, part, options));
    });
  if ('anyOf' in predicate)
    return query.where(inner => {
      inner.whereRaw('1 = 0');
      for (const part of predicate.anyOf)
        inner.orWhere(any => wherePredicate(any, part, options));
    });
  if ('not' in predicate)
    return query.whereNot(inner =>
      wherePredicate(inner, predicate.not, options),
    );
  const { knex, id, manner } = options;
  const matches = matchesOf(knex, predicate);
  return query.where(inner => {
    for (const match of matches)
      if (manner === 'all') inner.orWhereIn(id, match.select('x.entity_id'));
      else
        // The planner would turn EXISTS into a join of everything that matches. Of this it makes no more than it is.
        inner.orWhereRaw('coalesce((?), false)', [
          match
            .whereRaw('?? = ??', ['x.entity_id', id])
            .select(knex.raw('true'))
            .limit(1),
        ]);
  });
}

/** That all of some predicates hold. */
export function whereAll(
  query: Query,
  predicates: Predicate[],
  options: Options,
): Query {
  for (const predicate of predicates) wherePredicate(query, predicate, options);
  return query;
}

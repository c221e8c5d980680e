import type { ComponentSort } from '@fairway/plugin-catalog-insights-common';
import type { Knex } from 'knex';
import type { Few, FewFinder } from './FewFinder';
import type { Query } from './catalogTables';
import { type Driven, rest, valued, valuedOf } from './driven';
import type { Predicate } from './predicates';
import { referredBy } from './referredBy';
import { SORT_SOURCES } from './sorts';
import { whereAll } from './wherePredicate';

/** Rows with a value come first, sorted by it; those without follow by name, whatever the order. */
export type Part = 'valued' | 'rest';

/** Where a row stands in the list. */
export interface Position {
  part: Part;
  /** What it is sorted by; of those without a value the name. */
  value: string | number;
  /** Tells those with the same value apart. */
  ref: string;
}

/** What is looked for, and how that is best done. */
export interface Plan {
  kind: string;
  /** What somebody may read. */
  readable: Predicate[];
  /** What is to be looked into for each row. */
  predicates: Predicate[];
  few?: Few;
}

/** Rows of one part of the list. */
export interface PartAsked {
  plan: Plan;
  sort: ComponentSort;
  part: Part;
  /** Of the rows as they are read, which may be backwards. */
  order: 'asc' | 'desc';
  /** Only rows beyond this one. */
  from?: Position;
  limit: number;
}

const INSIGHT_COLUMNS = [
  ...['health_status', 'health_since', 'health_text', 'health_stale'],
  ...['window_days', 'cells', 'computed_at'],
];

const inOrder = (order: 'asc' | 'desc', ...columns: string[]) =>
  columns.map(column => ({ column, order }));

interface Options {
  knex: Knex;
  finder: FewFinder;
}

/** In what order rows are gone through; few are gathered first. */
function drivenBy(asked: PartAsked, { knex, finder }: Options): Driven {
  const { sort, part, plan } = asked;
  const { kind, few } = plan;
  const source = SORT_SOURCES[sort];
  if (few && part === 'valued') {
    const ofFew = valuedOf({ knex, finder, few, source, kind });
    if (ofFew) return ofFew;
  }
  const driven = (part === 'valued' ? valued : rest)(knex, source, kind);
  if (few) finder.narrow(few, driven.query, driven.id);
  return driven;
}

/** Who is on the page, in order. */
function found(asked: PartAsked, options: Options): Query {
  const { knex } = options;
  const { plan, from, order, limit } = asked;
  const driven = drivenBy(asked, options);
  const { query, id, value, ref } = driven;
  const predicates = [...plan.predicates, ...driven.predicates];
  if (from) {
    const beyond = order === 'asc' ? '>' : '<';
    // The first of the two is what an index on the value alone can use.
    query
      .whereRaw(`?? ${beyond}= ?`, [value, from.value])
      .whereRaw(`(??, ??) ${beyond} (?, ?)`, [
        ...[value, ref, from.value, from.ref],
      ]);
  }
  query
    .select({ entity_id: id, sort_value: value, sort_ref: ref })
    .orderBy(inOrder(order, value, ref));
  if (!plan.few)
    return whereAll(query, predicates, {
      ...{ knex, id, manner: 'each' },
    }).limit(limit);
  // All of few are put in order first; then only as many are looked into as are needed.
  return whereAll(knex.from(query.as('d')), predicates, {
    ...{ knex, id: 'd.entity_id', manner: 'each' },
  })
    .orderBy(inOrder(order, 'd.sort_value', 'd.sort_ref'))
    .limit(limit)
    .select('d.*');
}

/** The query for rows of one part of the list. */
export function pageQuery(asked: PartAsked, options: Options): Query {
  const { knex } = options;
  const { plan, order } = asked;
  const referred = referredBy(knex, 'w.entity_id', plan.readable);
  // What is wide is only fetched for what is shown.
  return knex
    .from(found(asked, options).as('w'))
    .join('final_entities as f', 'f.entity_id', 'w.entity_id')
    .leftJoin('insight_component as i', 'i.entity_ref', 'f.entity_ref')
    .whereNotNull('f.final_entity')
    .orderBy(inOrder(order, 'w.sort_value', 'w.sort_ref'))
    .select('w.sort_value', 'w.sort_ref', 'f.entity_ref', 'f.final_entity')
    .select({ referred })
    .select(INSIGHT_COLUMNS.map(column => `i.${column}`));
}

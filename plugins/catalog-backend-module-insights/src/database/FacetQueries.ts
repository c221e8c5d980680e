import type {
  FacetField,
  FacetValue,
} from '@fairway/plugin-catalog-insights-common';
import type { Knex } from 'knex';
import { INSIGHT, type Query, SEARCH_KEYS, entities } from './catalogTables';
import type { Asked } from './ComponentQueries';
import { whereMatches, whereReadable, withInsights } from './restrict';
import { SYSTEM_PREFIX } from './sorts';

const MOST_VALUES = 500;

/** Counts the values that a field has among rows. */
export class FacetQueries {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): FacetQueries {
    return new FacetQueries(options.knex);
  }

  /** The values of a field among the rows that all filters but its own leave. */
  async valuesOf(field: FacetField, asked: Asked): Promise<FacetValue[]> {
    const filters = { ...asked.filters, [field]: undefined };
    const options = { knex: this.#knex, reach: 'all' } as const;
    const query = entities(this.#knex);
    if (filters.health || field === 'health') withInsights(query);
    whereMatches(query, filters, options);
    whereReadable(query, asked.access, options);
    const rows: { value: string; n: number | string }[] = await (
      field === 'health' ? this.#byHealth(query) : this.#bySearch(query, field)
    )
      .count('* as n')
      .orderBy([{ column: 'n', order: 'desc' }, { column: 'value' }])
      .limit(MOST_VALUES);
    return rows.map(({ value, n }) => ({ value, count: Number(n) }));
  }

  #byHealth(query: Query): Query {
    const status = `coalesce(${INSIGHT}.health_status, 'unknown')`;
    return query
      .select(this.#knex.raw(`${status} as value`))
      .groupByRaw(status);
  }

  #bySearch(query: Query, field: Exclude<FacetField, 'health'>): Query {
    query
      .join('search as s', 's.entity_id', 'f.entity_id')
      .where('s.key', SEARCH_KEYS[field])
      .whereNotNull('s.original_value');
    if (field === 'system') query.where('s.value', 'like', `${SYSTEM_PREFIX}%`);
    // Written in several ways it is one value still, as it is for the filter.
    return query.min('s.original_value as value').groupBy('s.value');
  }
}

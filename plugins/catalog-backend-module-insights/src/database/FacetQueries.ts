import type {
  FacetField,
  FacetValue,
} from '@fairway/plugin-catalog-insights-common';
import type { Knex } from 'knex';
import type { Access } from '../services/Access';
import type { ComponentFilters } from '../services/ComponentFilters';
import { type Query, SEARCH_KEYS, fields } from './catalogTables';
import { ofAccess, ofFilters } from './predicates';
import { SYSTEM_PREFIX } from './sorts';
import { whereAll } from './wherePredicate';

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

  /** The values of a field among the rows that all filters but its own leave, the most frequent first. */
  async valuesOf(
    field: FacetField,
    asked: { access: Access; filters: ComponentFilters },
  ): Promise<FacetValue[]> {
    const filters = { ...asked.filters, [field]: undefined };
    const query = field === 'health' ? this.#healths() : this.#values(field);
    whereAll(
      query,
      [
        { key: SEARCH_KEYS.kind, values: [filters.kind] },
        ...ofFilters(filters),
        ...ofAccess(asked.access),
      ],
      { knex: this.#knex, id: 's.entity_id', manner: 'all' },
    );
    const rows: { value: string; n: number | string }[] = await query
      .count('* as n')
      // By what is selected: the table has a column of that name too.
      .groupByRaw('1');
    const counts = new Map<string, FacetValue>();
    for (const { value, n } of rows) {
      // Written in several ways it is one value still, as it is for the filter.
      const known = counts.get(value.toLowerCase());
      if (known) known.count += Number(n);
      else counts.set(value.toLowerCase(), { value, count: Number(n) });
    }
    return [...counts.values()]
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, MOST_VALUES);
  }

  #healths(): Query {
    return fields(this.#knex, SEARCH_KEYS.name)
      .join('final_entities as f', 'f.entity_id', 's.entity_id')
      .leftJoin('insight_component as i', 'i.entity_ref', 'f.entity_ref')
      .select(this.#knex.raw(`coalesce(i.health_status, 'unknown') as value`));
  }

  #values(field: Exclude<FacetField, 'health'>): Query {
    const query = fields(this.#knex, SEARCH_KEYS[field])
      .whereNotNull('s.original_value')
      .select('s.original_value as value');
    return field === 'system'
      ? query.where('s.value', 'like', `${SYSTEM_PREFIX}%`)
      : query;
  }
}

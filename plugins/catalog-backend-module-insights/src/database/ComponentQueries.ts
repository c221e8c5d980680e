import type { ComponentSort } from '@fairway/plugin-catalog-insights-common';
import type { Knex } from 'knex';
import type { Access } from '../services/Access';
import type { ComponentFilters } from '../services/ComponentFilters';
import {
  ENTITY,
  INSIGHT,
  type Query,
  SEARCH_KEYS,
  entities,
  fieldsOf,
} from './catalogTables';
import { whereMatches, whereReadable, withInsights } from './restrict';
import { SORT_SOURCES, type SortSource } from './sorts';

/** Rows with a value come first, sorted by it; those without follow by name, whatever the order. */
export type Part = 'valued' | 'rest';

/** Where a row stands in the list. */
export interface Position {
  part: Part;
  /** What it is sorted by; of those without a value the name. */
  value: string | number;
  ref: string;
}

export interface Asked {
  access: Access;
  filters: ComponentFilters;
}

export interface PageAsked extends Asked {
  sort: ComponentSort;
  order: 'asc' | 'desc';
  /** Rows after this one, or before it. */
  from?: Position;
  backward?: boolean;
  limit: number;
}

/** A row as it is stored. */
export interface StoredRow {
  position: Position;
  entityRef: string;
  /** JSON. */
  entity: string;
  insight: Record<string, unknown>;
}

/** A query, and the two columns that it is in the order of. */
interface Driven {
  query: Query;
  value: string;
  ref: string;
}

const INSIGHT_COLUMNS = [
  ...['health_status', 'health_since', 'health_text', 'health_stale'],
  ...['window_days', 'cells', 'computed_at'],
];

/** Reads the list: pages of it, and how long it is. */
export class ComponentQueries {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): ComponentQueries {
    return new ComponentQueries(options.knex);
  }

  /** Rows in the order of the list, also where those before a row are asked for. */
  async page(asked: PageAsked): Promise<StoredRow[]> {
    const { from, backward, limit, sort } = asked;
    const parts: Part[] = sort === 'name' ? ['valued'] : ['valued', 'rest'];
    if (backward) parts.reverse();
    const rows: StoredRow[] = [];
    for (const part of parts.slice(from ? parts.indexOf(from.part) : 0)) {
      if (rows.length >= limit) break;
      rows.push(...(await this.#part(part, asked, limit - rows.length)));
    }
    return backward ? rows.reverse() : rows;
  }

  /** How many there are, or `atMost`, where there are as many or more. */
  async total({ access, filters }: Asked, atMost?: number): Promise<number> {
    const reach = atMost ? 'first' : 'all';
    const query = entities(this.#knex);
    if (filters.health) withInsights(query);
    const options = { knex: this.#knex, reach } as const;
    whereMatches(query, filters, options);
    whereReadable(query, access, options);
    if (atMost) query.limit(atMost);
    const row = await this.#knex
      .from(query.select(this.#knex.raw('1 as one')).as('matching'))
      .count('* as n')
      .first();
    return Number(row?.n ?? 0);
  }

  async #part(part: Part, asked: PageAsked, limit: number) {
    const source = SORT_SOURCES[asked.sort];
    const { query, value, ref } =
      part === 'valued' ? this.#valued(source) : this.#rest(source);
    const options = { knex: this.#knex, reach: 'first' } as const;
    whereMatches(query, asked.filters, options);
    whereReadable(query, asked.access, options);
    const upward = part === 'rest' || asked.order === 'asc';
    const rising = upward !== Boolean(asked.backward);
    if (asked.from?.part === part) {
      const { value: at, ref: after } = asked.from;
      const beyond = rising ? '>' : '<';
      // The first of the two is what an index on the value alone can use.
      query
        .where(value, `${beyond}=`, at)
        .whereRaw(`(??, ??) ${beyond} (?, ?)`, [...[value, ref, at, after]]);
    }
    const direction = rising ? 'asc' : 'desc';
    const rows = await query
      .orderBy([
        { column: value, order: direction },
        { column: ref, order: direction },
      ])
      .limit(limit)
      .select(`${ENTITY}.entity_ref`, `${ENTITY}.final_entity`)
      .select({ sort_value: value })
      .select(INSIGHT_COLUMNS.map(column => `${INSIGHT}.${column}`));
    return rows.map(
      ({
        entity_ref: entityRef,
        final_entity: entity,
        sort_value: sorted,
        ...insight
      }: Record<string, any>): StoredRow => ({
        ...{ entityRef, entity, insight },
        position: { part, value: sorted, ref: entityRef },
      }),
    );
  }

  /** Rows that have a value, driven from the index that it is in. */
  #valued(source: SortSource): Driven {
    if ('column' in source) {
      const value = `${INSIGHT}.${source.column}`;
      const query = this.#knex(`insight_component as ${INSIGHT}`)
        .join(
          `final_entities as ${ENTITY}`,
          `${ENTITY}.entity_ref`,
          `${INSIGHT}.entity_ref`,
        )
        .whereNotNull(`${ENTITY}.final_entity`)
        .whereNotNull(value);
      return { query, value, ref: `${INSIGHT}.entity_ref` };
    }
    const query = withInsights(fieldsOf(this.#knex, source.key));
    if (source.prefix) query.where('s.value', 'like', `${source.prefix}%`);
    // Of several values the least stands for the row.
    if (source.key !== SEARCH_KEYS.name)
      query.whereNotExists(
        this.#fieldOf(source, 'lesser').whereRaw('?? < ??', [
          'lesser.value',
          's.value',
        ]),
      );
    return { query, value: 's.value', ref: `${ENTITY}.entity_ref` };
  }

  /** Rows that have none, by name. */
  #rest(source: SortSource): Driven {
    const query = withInsights(fieldsOf(this.#knex, SEARCH_KEYS.name));
    if ('column' in source) query.whereNull(`${INSIGHT}.${source.column}`);
    else query.whereNotExists(this.#fieldOf(source, 'any'));
    return { query, value: 's.value', ref: `${ENTITY}.entity_ref` };
  }

  #fieldOf(source: { key: string; prefix?: string }, alias: string): Query {
    const query = this.#knex(`search as ${alias}`)
      .select(this.#knex.raw('1'))
      .whereRaw('?? = ??', [`${alias}.entity_id`, `${ENTITY}.entity_id`])
      .where(`${alias}.key`, source.key)
      .whereNotNull(`${alias}.value`);
    return source.prefix
      ? query.where(`${alias}.value`, 'like', `${source.prefix}%`)
      : query;
  }
}

import type { ComponentSort } from '@fairway/plugin-catalog-insights-common';
import type { Knex } from 'knex';
import type { Access } from '../services/Access';
import type { ComponentFilters } from '../services/ComponentFilters';
import { type Few, FewFinder } from './FewFinder';
import { SEARCH_KEYS, fields } from './catalogTables';
import { type Driven, rest, valued } from './driven';
import { type Predicate, ofAccess, ofFilters } from './predicates';
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

export interface Asked {
  access: Access;
  filters: ComponentFilters;
  /** What `few` found for the filters. */
  few?: Few;
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
  ownerTitle?: string;
  /** Whether the owner is in the catalog. */
  ownerKnown: boolean;
  systemTitle?: string;
}

const INSIGHT_COLUMNS = [
  ...['health_status', 'health_since', 'health_text', 'health_stale'],
  ...['window_days', 'cells', 'computed_at'],
];

/** Reads the list: pages of it, and how long it is. */
export class ComponentQueries {
  readonly #knex: Knex;
  readonly #finder: FewFinder;

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.#finder = FewFinder.create({ knex });
  }

  static create(options: { knex: Knex }): ComponentQueries {
    return new ComponentQueries(options.knex);
  }

  /** Whether filters leave so few that these are looked at one by one; this can be asked before it is known who asks. */
  few(filters: ComponentFilters): Promise<Few | undefined> {
    return this.#finder.find(filters.kind, ofFilters(filters));
  }

  /** Rows in the order of the list, also where those before a row are asked for. */
  async page(asked: PageAsked): Promise<StoredRow[]> {
    const { from, backward, limit, sort, filters, access } = asked;
    const readable = ofAccess(access);
    const few =
      asked.few ?? (await this.#finder.findReadable(filters.kind, readable));
    const predicates = [...ofFilters(filters), ...readable];
    const parts: Part[] = sort === 'name' ? ['valued'] : ['valued', 'rest'];
    if (backward) parts.reverse();
    const rows: StoredRow[] = [];
    for (const part of parts.slice(from ? parts.indexOf(from.part) : 0)) {
      if (rows.length >= limit) break;
      const source = SORT_SOURCES[sort];
      const drive = part === 'valued' ? valued : rest;
      const driven = drive(this.#knex, source, filters.kind);
      few?.narrow(driven.query, driven.id);
      rows.push(
        ...(await this.#part(part, {
          ...{ ...asked, driven, predicates, limit: limit - rows.length },
        })),
      );
    }
    return backward ? rows.reverse() : rows;
  }

  /** How many there are, or `atMost`, where there are as many or more. */
  async total(asked: Asked, atMost?: number): Promise<number> {
    const { access, filters } = asked;
    const readable = ofAccess(access);
    const few =
      asked.few ?? (await this.#finder.findReadable(filters.kind, readable));
    const predicates = [...ofFilters(filters), ...readable];
    const query = fields(this.#knex, SEARCH_KEYS.kind).where(
      's.value',
      filters.kind,
    );
    const id = 's.entity_id';
    few?.narrow(query, id);
    whereAll(query, predicates, {
      ...{ knex: this.#knex, id, manner: few ? 'each' : 'all' },
    });
    if (atMost) query.limit(atMost);
    const row = await this.#knex
      .from(query.select(this.#knex.raw('1 as one')).as('matching'))
      .count('* as n')
      .first();
    return Number(row?.n ?? 0);
  }

  async #part(
    part: Part,
    asked: PageAsked & { driven: Driven; predicates: Predicate[] },
  ): Promise<StoredRow[]> {
    const { from, driven, limit } = asked;
    const { query, id, value, ref } = driven;
    whereAll(query, asked.predicates, {
      ...{ knex: this.#knex, id, manner: 'each' },
    });
    const upward = part === 'rest' || asked.order === 'asc';
    const rising = upward !== Boolean(asked.backward);
    if (from?.part === part) {
      const beyond = rising ? '>' : '<';
      // The first of the two is what an index on the value alone can use.
      query
        .where(value, `${beyond}=`, from.value)
        .whereRaw(`(??, ??) ${beyond} (?, ?)`, [
          ...[value, ref, from.value, from.ref],
        ]);
    }
    const order = rising ? 'asc' : 'desc';
    query
      .orderBy([
        { column: value, order },
        { column: ref, order },
      ])
      .limit(limit)
      .select({ entity_id: id, sort_value: value, sort_ref: ref });
    // What is wide is only fetched for what is shown.
    const rows: Record<string, any>[] = await this.#knex
      .from(query.as('w'))
      .join('final_entities as f', 'f.entity_id', 'w.entity_id')
      .leftJoin('insight_component as i', 'i.entity_ref', 'f.entity_ref')
      .whereNotNull('f.final_entity')
      .orderBy([
        { column: 'w.sort_value', order },
        { column: 'w.sort_ref', order },
      ])
      .select('w.sort_value', 'w.sort_ref', 'f.entity_ref', 'f.final_entity')
      .select(referredBy(this.#knex, 'w.entity_id', ofAccess(asked.access)))
      .select(INSIGHT_COLUMNS.map(column => `i.${column}`));
    return rows.map(row => ({
      position: { part, value: row.sort_value, ref: row.sort_ref },
      entityRef: row.entity_ref,
      entity: row.final_entity,
      insight: row,
      ownerTitle: row.owner_title ?? undefined,
      ownerKnown: Boolean(row.owner_known),
      systemTitle: row.system_title ?? undefined,
    }));
  }
}

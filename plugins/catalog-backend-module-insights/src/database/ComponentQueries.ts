import type { ComponentSort } from '@fairway/plugin-catalog-insights-common';
import type { Knex } from 'knex';
import type { Access } from '../services/Access';
import type { ComponentFilters } from '../services/ComponentFilters';
import type { FewFinder } from './FewFinder';
import { Statements } from './Statements';
import { SEARCH_KEYS, fields } from './catalogTables';
import {
  type Part,
  type PartAsked,
  type Plan,
  type Position,
  pageQuery,
} from './pageQuery';
import { ofAccess, ofFilters } from './predicates';
import { type Referred, toReferred } from './referredBy';
import { shapeOf } from './shapeOf';
import { whereAll } from './wherePredicate';

export interface PageAsked {
  plan: Plan;
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
  /** What it refers to and the catalog has. */
  referred: Referred;
}

/** Reads the list: pages of it, and how long it is. */
export class ComponentQueries {
  readonly #knex: Knex;
  readonly #finder: FewFinder;
  readonly #statements: Statements;

  private constructor(options: { knex: Knex; finder: FewFinder }) {
    this.#knex = options.knex;
    this.#finder = options.finder;
    this.#statements = Statements.create(options);
  }

  static create(options: { knex: Knex; finder: FewFinder }): ComponentQueries {
    return new ComponentQueries(options);
  }

  /** How what some filters leave, of what somebody may read, is best looked for. */
  async plan(asked: {
    access: Access;
    filters: ComponentFilters;
  }): Promise<Plan> {
    const { kind } = asked.filters;
    const wanted = ofFilters(asked.filters);
    const readable = ofAccess(asked.access);
    const few =
      (await this.#finder.find(kind, wanted)) ??
      (await this.#finder.findReadable(kind, readable));
    const predicates = [...wanted, ...readable].filter(
      predicate => !few?.whole || predicate !== few.predicate,
    );
    return { kind, readable, predicates, few };
  }

  /** Rows in the order of the list, also where those before a row are asked for. */
  async page(asked: PageAsked): Promise<StoredRow[]> {
    const { plan, sort, from, backward, limit } = asked;
    const parts: Part[] = sort === 'name' ? ['valued'] : ['valued', 'rest'];
    if (backward) parts.reverse();
    const rows: StoredRow[] = [];
    for (const part of parts.slice(from ? parts.indexOf(from.part) : 0)) {
      if (rows.length >= limit) break;
      const upward = part === 'rest' || asked.order === 'asc';
      const more = await this.#part({
        ...{ plan, sort, part, limit },
        order: upward !== Boolean(backward) ? 'asc' : 'desc',
        from: from?.part === part ? from : undefined,
      });
      rows.push(...more.slice(0, limit - rows.length));
    }
    return backward ? rows.reverse() : rows;
  }

  /** How many there are, or `atMost`, where there are as many or more. */
  async total(plan: Plan, atMost?: number): Promise<number> {
    const { kind, few, predicates } = plan;
    const query = fields(this.#knex, SEARCH_KEYS.kind).where('s.value', kind);
    const id = 's.entity_id';
    if (few) this.#finder.narrow(few, query, id);
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

  async #part(asked: PartAsked): Promise<StoredRow[]> {
    const options = { knex: this.#knex, finder: this.#finder };
    const rows = await this.#statements.rows({
      shape: () => shapeOf(asked),
      query: shape => pageQuery(shape?.asked ?? asked, options),
    });
    return rows.map(row => ({
      position: {
        part: asked.part,
        ...{ value: row.sort_value, ref: row.sort_ref },
      },
      entityRef: row.entity_ref,
      entity: row.final_entity,
      insight: row,
      referred: toReferred(row.referred),
    }));
  }
}

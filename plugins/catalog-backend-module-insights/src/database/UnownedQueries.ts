import type { UnownedEntity } from '@fairway/plugin-catalog-insights-common';
import type { Knex } from 'knex';
import type { Access } from '../services/Access';
import {
  ENTITY,
  type Query,
  SEARCH_KEYS,
  entities,
  fieldsOf,
  servedAs,
  whereOneOf,
} from './catalogTables';
import { ofAccess } from './predicates';
import { whereAll, wherePredicate } from './wherePredicate';

/** What is looked after by somebody. */
const OWNED_KINDS = ['component', 'api', 'system', 'domain', 'resource'];
const REF = `${ENTITY}.entity_ref`;
const ID = `${ENTITY}.entity_id`;

function toUnowned(
  row: Record<string, string>,
  empty: string[],
): UnownedEntity {
  const { title } = JSON.parse(row.final_entity).metadata;
  return {
    entityRef: row.entity_ref,
    ...(title && { title }),
    ...(row.owner_ref && { ownerRef: row.owner_ref }),
    problem: empty.includes(row.owner_ref) ? 'noMembers' : 'missing',
  };
}

/** Finds what nobody looks after. */
export class UnownedQueries {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): UnownedQueries {
    return new UnownedQueries(options.knex);
  }

  /** Those after a reference, by reference. */
  async page(asked: {
    access: Access;
    kind?: string;
    after?: string;
    limit: number;
  }): Promise<UnownedEntity[]> {
    const empty = await this.#emptyGroups();
    const kinds = asked.kind ? [asked.kind] : OWNED_KINDS;
    const narrowed = (query: Query): Promise<Record<string, string>[]> => {
      query.where(any => {
        for (const kind of kinds) any.orWhere(REF, 'like', `${kind}:%`);
      });
      if (asked.after !== undefined) query.where(REF, '>', asked.after);
      whereAll(query, ofAccess(asked.access), {
        ...{ knex: this.#knex, manner: 'all', id: ID },
      });
      return query
        .orderBy(REF)
        .limit(asked.limit)
        .select(REF, `${ENTITY}.final_entity`);
    };
    const [wrong, without] = await Promise.all([
      narrowed(this.#withoutStaffedOwner(empty).select('s.value as owner_ref')),
      narrowed(this.#withoutOwner()),
    ]);
    return [...wrong, ...without]
      .sort((a, b) => (a.entity_ref < b.entity_ref ? -1 : 1))
      .slice(0, asked.limit)
      .map(row => toUnowned(row, empty));
  }

  #withoutStaffedOwner(empty: string[]): Query {
    return fieldsOf(this.#knex, SEARCH_KEYS.owner).where(either => {
      either.whereNotExists(servedAs(this.#knex, 's.value'));
      either.orWhere(inner => whereOneOf(inner, 's.value', empty));
    });
  }

  #withoutOwner(): Query {
    const owned = { key: SEARCH_KEYS.owner };
    return wherePredicate(
      entities(this.#knex),
      { not: owned },
      {
        ...{ knex: this.#knex, manner: 'all', id: ID },
      },
    );
  }

  /** Groups without a member, of their own or of a group below. */
  async #emptyGroups(): Promise<string[]> {
    const [groups, staffed, children] = await Promise.all([
      entities(this.#knex).where(REF, 'like', 'group:%').pluck(REF),
      fieldsOf(this.#knex, SEARCH_KEYS.member)
        .whereExists(servedAs(this.#knex, 's.value'))
        .distinct(REF)
        .pluck(REF),
      fieldsOf(this.#knex, SEARCH_KEYS.child).select(REF, 's.value'),
    ]);
    const parents = new Map<string, string[]>();
    for (const { entity_ref: parent, value } of children)
      parents.set(value, [...(parents.get(value) ?? []), parent]);
    const reached = new Set<string>();
    const open: string[] = staffed;
    for (let group = open.pop(); group !== undefined; group = open.pop())
      if (!reached.has(group)) {
        reached.add(group);
        open.push(...(parents.get(group) ?? []));
      }
    return groups.filter((group: string) => !reached.has(group));
  }
}

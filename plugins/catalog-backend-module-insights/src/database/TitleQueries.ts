import type { Knex } from 'knex';
import type { Access } from '../services/Access';
import { ENTITY, titlesOf } from './catalogTables';
import { ofAccess } from './predicates';
import { whereAll } from './wherePredicate';

/** How an entity that others refer to is called. */
export interface Referred {
  title?: string;
}

/** Reads what others are called: owners and systems. */
export class TitleQueries {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): TitleQueries {
    return new TitleQueries(options.knex);
  }

  /** Those of some entities that there are. A title is only told to who may read the entity. */
  async of(refs: string[], access: Access): Promise<Map<string, Referred>> {
    if (!refs.length) return new Map();
    const [all, readable]: Record<string, string | null>[][] =
      await Promise.all([
        titlesOf(this.#knex, refs),
        access === 'all'
          ? undefined
          : whereAll(titlesOf(this.#knex, refs), ofAccess(access), {
              ...{ knex: this.#knex, manner: 'each' },
              id: `${ENTITY}.entity_id`,
            }),
      ]);
    const found = new Map<string, Referred>(
      all.map(row => [row.entity_ref!, {}]),
    );
    for (const { entity_ref: ref, key, title } of readable ?? all) {
      const known = found.get(ref!);
      // What a group is called in its profile goes before its title.
      if (known && title && (!known.title || key !== 'metadata.title'))
        known.title = title;
    }
    return found;
  }
}

import type { Knex } from 'knex';
import type { Access } from '../services/Access';
import { ENTITY, titlesOf } from './catalogTables';
import { ofAccess } from './predicates';
import { whereAll } from './wherePredicate';

/** Reads what others are called: owners and systems. */
export class TitleQueries {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): TitleQueries {
    return new TitleQueries(options.knex);
  }

  /** The titles of some entities, by reference. A title is only told to who may read the entity. */
  async of(refs: string[], access: Access): Promise<Map<string, string>> {
    if (!refs.length) return new Map();
    const rows: { entity_ref: string; title: string }[] = await whereAll(
      titlesOf(this.#knex, refs),
      ofAccess(access),
      { knex: this.#knex, id: `${ENTITY}.entity_id`, manner: 'each' },
    );
    // Of two the later stands: what a group is called in its profile.
    return new Map(rows.map(row => [row.entity_ref, row.title]));
  }
}

import type { Knex } from 'knex';
import {
  type Query,
  SEARCH_KEYS,
  fields,
  matchesOf,
  whereIdIn,
  whereOneOf,
} from './catalogTables';
import type { Predicate } from './predicates';

/** A size of the catalog is taken for true so long. */
const SIZE_MILLISECONDS = 60_000;
/** Looking into a row takes about as long whichever way it was come to; a page needs so many that match. */
const ROWS_OF_A_PAGE = 40;
const MOST_KEPT = 1_000;

/** One of the predicates, of which few match. */
export interface Few {
  predicate: Predicate;
  /** Narrows a query down to those, by the column with their ids. */
  narrow(query: Query, id: string): Query;
}

type Found = Few & { count: number };

/**
 * Tells whether some of the predicates of a question leave so few entities that these are best looked at one by one,
 * rather than walking along the order of the list until enough have been found.
 */
export class FewFinder {
  readonly #knex: Knex;
  readonly #sizes = new Map<string, { size: number; until: number }>();
  /** Predicates that leave many, and until when that is taken for true. */
  readonly #many = new Map<string, number>();

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): FewFinder {
    return new FewFinder(options.knex);
  }

  /**
   * The same of what somebody may read. That is asked with every question and seldom changes, so that how many it leaves
   * is not counted each time.
   */
  async findReadable(
    kind: string,
    predicates: Predicate[],
  ): Promise<Few | undefined> {
    if (!predicates.length) return undefined;
    const key = JSON.stringify([kind, predicates]);
    const known = this.#many.get(key);
    if (known && known > Date.now()) return undefined;
    const few = await this.find(kind, predicates);
    if (few) return few;
    if (this.#many.size >= MOST_KEPT) this.#many.clear();
    this.#many.set(key, Date.now() + SIZE_MILLISECONDS);
    return undefined;
  }

  /** The fewest, where they are few. */
  async find(kind: string, predicates: Predicate[]): Promise<Few | undefined> {
    if (!predicates.length) return undefined;
    // Walking takes size ÷ matches, gathering takes as many as match.
    const few = Math.ceil(Math.sqrt(ROWS_OF_A_PAGE * (await this.#size(kind))));
    const found = await Promise.all([
      this.#byCounting(
        predicates.filter(one => !('word' in one)),
        few,
      ),
      ...predicates
        .filter(one => 'word' in one)
        .map(predicate => this.#byReading(predicate, few)),
    ]);
    return found.flat().sort((a, b) => a.count - b.count)[0];
  }

  /** What an index counts at once. */
  async #byCounting(predicates: Predicate[], few: number): Promise<Found[]> {
    const gathered = predicates.flatMap(predicate => {
      const queries = this.#gathered(predicate);
      return queries?.length ? [{ predicate, queries }] : [];
    });
    if (!gathered.length) return [];
    const counts = gathered.map(({ queries }, index) =>
      this.#knex
        .from(this.#together(queries, few + 1).as('some'))
        .count('*')
        .as(`n${index}`),
    );
    const [row] = await this.#knex.select(counts);
    return gathered
      .map(({ predicate }, index) => ({
        predicate,
        count: Number(row[`n${index}`]),
        narrow: (query: Query, id: string) =>
          whereIdIn(query, id, this.#together(this.#gathered(predicate)!)),
      }))
      .filter(({ count }) => count <= few);
  }

  /** What takes long to find is found once. */
  async #byReading(predicate: Predicate, few: number): Promise<Found[]> {
    const queries = this.#gathered(predicate)!;
    const ids: string[] = await this.#together(queries, few + 1).pluck(
      'entity_id',
    );
    if (ids.length > few) return [];
    const narrow = (query: Query, id: string) => whereOneOf(query, id, ids);
    return [{ predicate, count: ids.length, narrow }];
  }

  #together(queries: Query[], most?: number): Query {
    const [first, ...others] = queries.map(query =>
      query.select('x.entity_id'),
    );
    const all = this.#knex
      .from(first.unionAll(others).as('gathered'))
      .select('entity_id');
    return most ? all.limit(most) : all;
  }

  /** Queries that together have everything of which a predicate holds; undefined where that is not to be had. */
  #gathered(predicate: Predicate): Query[] | undefined {
    if ('not' in predicate || 'health' in predicate) return undefined;
    if ('anyOf' in predicate) {
      const parts = predicate.anyOf.map(part => this.#gathered(part));
      return parts.every(part => part !== undefined) ? parts.flat() : undefined;
    }
    if ('allOf' in predicate)
      return predicate.allOf
        .map(part => this.#gathered(part))
        .find(part => part !== undefined);
    return matchesOf(this.#knex, predicate);
  }

  async #size(kind: string): Promise<number> {
    const known = this.#sizes.get(kind);
    if (known && known.until > Date.now()) return known.size;
    const row = await fields(this.#knex, SEARCH_KEYS.kind)
      .where('s.value', kind)
      .count('* as n')
      .first();
    const size = Number(row?.n ?? 0);
    if (this.#sizes.size >= MOST_KEPT) this.#sizes.clear();
    this.#sizes.set(kind, { size, until: Date.now() + SIZE_MILLISECONDS });
    return size;
  }
}

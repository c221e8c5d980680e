import type { Knex } from 'knex';
import type { ValueCounts } from './ValueCounts';
import {
  type Query,
  SEARCH_KEYS,
  fields,
  matchesOf,
  whereIdIn,
  whereOneOf,
} from './catalogTables';
import type { Predicate } from './predicates';

/** What was counted is taken for true so long. */
const TRUE_MILLISECONDS = 60_000;
/** Looking into a row takes about as long whichever way it was come to; a page needs so many that match. */
const ROWS_OF_A_PAGE = 40;
const MOST_KEPT = 1_000;

/** One of the predicates, of which few match. */
export interface Few {
  predicate: Predicate;
  /** Whether nothing else is among them, so that it need not be looked into again. */
  whole: boolean;
  /** Where they have been found already. */
  ids?: string[];
}

type Found = Few & { count: number };

/** Of several that must all hold one is gathered. */
const isWhole = (predicate: Predicate): boolean =>
  'anyOf' in predicate
    ? predicate.anyOf.every(isWhole)
    : !('allOf' in predicate);

/**
 * Tells whether some of the predicates of a question leave so few entities that these are best looked at one by one,
 * rather than walking along the order of the list until enough have been found.
 */
export class FewFinder {
  readonly #knex: Knex;
  readonly #counts: ValueCounts;
  readonly #sizes = new Map<string, { size: number; until: number }>();
  /** Of what somebody may read: which of its predicates leaves few, and until when that is taken for true. */
  readonly #readable = new Map<string, { few: number; until: number }>();

  private constructor(options: { knex: Knex; counts: ValueCounts }) {
    this.#knex = options.knex;
    this.#counts = options.counts;
  }

  static create(options: { knex: Knex; counts: ValueCounts }): FewFinder {
    return new FewFinder(options);
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
    const known = this.#readable.get(key);
    if (known && known.until > Date.now())
      return predicates
        .slice(known.few, known.few + 1)
        .map(predicate => ({ predicate, whole: isWhole(predicate) }))[0];
    const few = await this.find(kind, predicates);
    if (this.#readable.size >= MOST_KEPT) this.#readable.clear();
    this.#readable.set(key, {
      few: few ? predicates.indexOf(few.predicate) : predicates.length,
      until: Date.now() + TRUE_MILLISECONDS,
    });
    return few;
  }

  /** The fewest, where they are few. */
  async find(kind: string, predicates: Predicate[]): Promise<Few | undefined> {
    if (!predicates.length) return undefined;
    // Walking takes size ÷ matches, gathering takes as many as match.
    const few = Math.ceil(Math.sqrt(ROWS_OF_A_PAGE * (await this.#size(kind))));
    const known = predicates.map(predicate => this.#known(predicate));
    const [fewest] = predicates
      .flatMap((predicate, index): Found[] => {
        const count = known[index];
        return count !== undefined && count <= few
          ? [{ predicate, whole: isWhole(predicate), count }]
          : [];
      })
      .sort((a, b) => a.count - b.count);
    if (fewest) return fewest;
    const unknown = predicates.filter((_, index) => known[index] === undefined);
    const found = await Promise.all([
      this.#byCounting(
        unknown.filter(one => !('word' in one)),
        few,
      ),
      ...unknown
        .filter(one => 'word' in one)
        .map(predicate => this.#byReading(predicate, few)),
    ]);
    return found.flat().sort((a, b) => a.count - b.count)[0];
  }

  /** How many match, as far as that need not be asked: never less than there are. */
  #known(predicate: Predicate): number | undefined {
    if ('refs' in predicate) return predicate.refs.length;
    if ('key' in predicate)
      return this.#counts.of(predicate.key, predicate.values);
    if (!('anyOf' in predicate) || !predicate.anyOf.length) return undefined;
    const counts = predicate.anyOf.map(part => this.#known(part));
    return counts.every(count => count !== undefined)
      ? counts.reduce((sum, count) => sum + count)
      : undefined;
  }

  /** Narrows a query down to few, by the column with their ids. */
  narrow(few: Few, query: Query, id: string): Query {
    return few.ids
      ? whereOneOf(query, id, few.ids)
      : whereIdIn(query, id, this.#together(this.#gathered(few.predicate)!));
  }

  /**
   * The ids of few, with their references and what they are sorted by, out of one narrow index; what is not there yet is
   * looked up. Undefined where they have been found already.
   */
  sortable({ predicate, ids }: Few, column?: string): Query | undefined {
    if (ids) return undefined;
    const knex = this.#knex;
    const lookedUp = (query: Query) =>
      query.whereRaw('?? = ??', ['o.entity_id', 'g.entity_id']);
    const query = knex
      .from(this.#together(this.#gathered(predicate)!).distinct().as('g'))
      .leftJoin('insight_entity as n', 'n.entity_id', 'g.entity_id')
      .select('g.entity_id')
      .select(
        knex.raw('coalesce(n.entity_ref, (?)) as entity_ref', [
          lookedUp(knex('final_entities as o')).select('o.entity_ref'),
        ]),
      );
    if (!column) return query;
    const component = knex('final_entities as o')
      .join('insight_component as i', 'i.entity_ref', 'o.entity_ref')
      .select(`i.${column}`);
    return query.select(
      knex.raw(
        'CASE WHEN n.entity_id IS NULL THEN (?) ELSE ?? END as sorted_by',
        [lookedUp(component), `n.${column}`],
      ),
    );
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
        ...{ predicate, whole: isWhole(predicate) },
        count: Number(row[`n${index}`]),
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
    return [{ predicate, whole: true, count: ids.length, ids }];
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
    if ('not' in predicate) return undefined;
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
    const counted = this.#counts.of(SEARCH_KEYS.kind, [kind]);
    if (counted !== undefined) return counted;
    const known = this.#sizes.get(kind);
    if (known && known.until > Date.now()) return known.size;
    const row = await fields(this.#knex, SEARCH_KEYS.kind)
      .where('s.value', kind)
      .count('* as n')
      .first();
    const size = Number(row?.n ?? 0);
    if (this.#sizes.size >= MOST_KEPT) this.#sizes.clear();
    this.#sizes.set(kind, { size, until: Date.now() + TRUE_MILLISECONDS });
    return size;
  }
}

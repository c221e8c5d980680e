import type { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { servedAs } from './catalogTables';
import { FIGURE_COLUMNS } from './sorts';

const ROWS_AT_ONCE = 200;
/** What is kept beside an entity's reference as well. */
const SORTED = ['health_rank', ...Object.values(FIGURE_COLUMNS)];

/** A row of `insight_component`, or some of its columns. */
export type InsightColumns = Record<string, string | number | boolean | null>;

/** Keeps what is known of entities, and how far it was pulled. */
export class DatabaseInsightStore {
  readonly #knex: Knex;
  #key: Promise<Buffer> | undefined;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DatabaseInsightStore {
    return new DatabaseInsightStore(options.knex);
  }

  /** Writes the columns that one source fills. */
  async write(options: {
    rows: Map<string, InsightColumns>;
    at: number;
  }): Promise<void> {
    const rows = [...options.rows].map(([ref, columns]) => ({
      ...{ entity_ref: ref, computed_at: options.at },
      ...columns,
    }));
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
      await this.#knex.transaction(async transaction => {
        const some = rows.slice(start, start + ROWS_AT_ONCE);
        await transaction('insight_component')
          .insert(some)
          .onConflict('entity_ref')
          .merge();
        const refs = some.map(row => row.entity_ref);
        await this.#sortBy(transaction, refs);
      });
  }

  /** Forgets what one source said of entities that it knows no more. */
  async clearOthers(options: {
    known: Set<string>;
    /** A column that the source fills for each that it knows. */
    mark: string;
    empty: InsightColumns;
  }): Promise<number> {
    const { known, mark, empty } = options;
    const refs: string[] = await this.#knex('insight_component')
      .whereNotNull(mark)
      .pluck('entity_ref');
    const gone = refs.filter(ref => !known.has(ref));
    for (let start = 0; start < gone.length; start += ROWS_AT_ONCE)
      await this.#knex.transaction(async transaction => {
        const some = gone.slice(start, start + ROWS_AT_ONCE);
        await transaction('insight_component')
          .whereIn('entity_ref', some)
          .update(empty);
        await this.#sortBy(transaction, some);
      });
    return gone.length;
  }

  /**
   * Notices what is no more in the catalog, and forgets what has not been there since a moment: until then, one that is
   * registered again has its figures at once.
   */
  async sweep(options: { at: number; before: number }): Promise<void> {
    const present = servedAs(this.#knex, 'insight_component.entity_ref');
    await this.#knex('insight_component')
      .whereNotNull('absent_since')
      .whereExists(present.clone())
      .update({ absent_since: null });
    await this.#knex('insight_component')
      .whereNull('absent_since')
      .whereNotExists(present.clone())
      .update({ absent_since: options.at });
    await this.#knex('insight_component')
      .where('absent_since', '<', options.before)
      .delete();
    await this.#sortBy(this.#knex);
    await this.#sweepEntities();
  }

  /** Takes over what entities are sorted by to where it stands by id: of some, or of all of which it differs there. */
  async #sortBy(knex: Knex, refs?: string[]): Promise<void> {
    const values = knex('insight_component as i')
      .whereRaw('?? = ??', ['i.entity_ref', 'insight_entity.entity_ref'])
      .select(SORTED.map(column => `i.${column}`));
    const differ = SORTED.map(
      column => `i.${column} IS DISTINCT FROM insight_entity.${column}`,
    );
    const which = refs
      ? knex.raw(`entity_ref IN (${refs.map(() => '?').join(', ')})`, refs)
      : knex.raw('EXISTS ?', [
          values.clone().whereRaw(`(${differ.join(' OR ')})`),
        ]);
    await knex.raw(
      `UPDATE insight_entity SET (${SORTED.join(', ')}) = ? WHERE ?`,
      [values, which],
    );
  }

  /** Brings the references by id up to date. */
  async #sweepEntities(): Promise<void> {
    const same = (outer: string, inner: string) =>
      this.#knex(inner)
        .select(this.#knex.raw('1'))
        .whereRaw('?? = ??', [`${inner}.entity_id`, `${outer}.entity_id`]);
    await this.#knex('insight_entity')
      .whereNotExists(same('insight_entity', 'final_entities'))
      .delete();
    await this.#knex(
      this.#knex.raw(
        `insight_entity (entity_id, entity_ref, ${SORTED.join(', ')})`,
      ),
    ).insert(
      this.#knex('final_entities')
        .leftJoin(
          'insight_component as i',
          ...(['i.entity_ref', 'final_entities.entity_ref'] as const),
        )
        .whereNotNull('final_entity')
        .whereNotExists(same('final_entities', 'insight_entity'))
        .select('final_entities.entity_id', 'final_entities.entity_ref')
        .select(SORTED.map(column => `i.${column}`)),
    );
  }

  async state(name: string): Promise<string | undefined> {
    const row = await this.#knex('insight_state').where({ name }).first();
    return row?.value;
  }

  async setState(name: string, value: string): Promise<void> {
    await this.#knex('insight_state')
      .insert({ name, value })
      .onConflict('name')
      .merge();
  }

  /** What all replicas sign places in the list with. */
  cursorKey(): Promise<Buffer> {
    this.#key ??= this.#readKey().catch(error => {
      this.#key = undefined;
      throw error;
    });
    return this.#key;
  }

  async #readKey(): Promise<Buffer> {
    await this.#knex('insight_state')
      .insert({ name: 'cursorKey', value: randomBytes(32).toString('base64') })
      .onConflict('name')
      .ignore();
    return Buffer.from((await this.state('cursorKey'))!, 'base64');
  }
}

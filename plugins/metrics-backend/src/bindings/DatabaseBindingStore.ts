import type { Knex } from 'knex';
import { databaseNow, isPostgres } from '../database/clock';
import { markDirty } from '../rollups/dirtyMarks';
import type { ScannedEntity } from './CatalogScan';

/** An entity absent from so many full scans in a row has ended; one scan may have met the catalog half way. */
const MISSED_SCANS = 2;
const ROWS_AT_ONCE = 100;

interface Dated {
  id: number;
  entity_ref: string;
  valid_from: number | string;
  valid_to: number | string | null;
  missed_scans: number;
}

interface DatedTable {
  name: 'binding' | 'ownership';
  /** The columns that make a row what it is. */
  columns: string[];
  rowsOf(entity: ScannedEntity): Record<string, string | null>[];
}

const TABLES: DatedTable[] = [
  {
    name: 'binding',
    columns: ['entity_ref', 'project', 'environment_pattern', 'path'],
    rowsOf: ({ entityRef, bindings }) =>
      bindings.map(({ project, environment, path }) => ({
        entity_ref: entityRef,
        project: project.toLowerCase(),
        environment_pattern: environment ?? '',
        path: path ?? '',
      })),
  },
  {
    name: 'ownership',
    columns: ['entity_ref', 'owner_ref', 'system_ref', 'domain_ref'],
    rowsOf: ({ entityRef, ownerRef, systemRef, domainRef }) => [
      {
        entity_ref: entityRef,
        owner_ref: ownerRef ?? null,
        system_ref: systemRef ?? null,
        domain_ref: domainRef ?? null,
      },
    ],
  },
];

/**
 * Which project stood for which entity, and who owned it, from when to when. What is seen for the first time holds for all
 * the time before as well (nobody can tell better); what changes, changes from now on.
 */
export class DatabaseBindingStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DatabaseBindingStore {
    return new DatabaseBindingStore(options.knex);
  }

  /**
   * Takes over a scan of the whole catalog, and marks dirty what it changes.
   *
   * @returns how many entities were marked
   */
  async takeOver(entities: ScannedEntity[]): Promise<number> {
    return this.#knex.transaction(async transaction => {
      if (isPostgres(transaction))
        // The lock of those who write facts: a fact that finds no binding must be there before the binding is.
        await transaction.raw(
          `SELECT pg_advisory_xact_lock(hashtext('fairway metrics facts'))`,
        );
      const [{ now }] = await transaction.select(
        this.#knex.raw('? as now', [databaseNow(this.#knex)]),
      );
      const changes = { binding: new Map(), ownership: new Map() };
      for (const table of TABLES)
        changes[table.name] = await this.#takeOverTable(
          transaction,
          table,
          entities,
          Number(now),
        );
      await this.#mark(transaction, changes);
      return new Set([...changes.binding.keys(), ...changes.ownership.keys()])
        .size;
    });
  }

  async #mark(
    transaction: Knex.Transaction,
    changes: Record<DatedTable['name'], Map<string, number>>,
  ) {
    await markDirty(transaction, [...changes.binding.keys()]);
    for (const regroupFrom of new Set(changes.ownership.values()))
      await markDirty(
        transaction,
        [...changes.ownership]
          .filter(([, from]) => from === regroupFrom)
          .map(([ref]) => ref),
        { regroupFrom },
      );
  }

  /** @returns the entities that changed, and from when on */

  async #takeOverTable(
    transaction: Knex.Transaction,
    { name, columns, rowsOf }: DatedTable,
    entities: ScannedEntity[],
    now: number,
  ): Promise<Map<string, number>> {
    const changed = new Map<string, number>();
    const idOf = (row: Record<string, any>) =>
      JSON.stringify(columns.map(column => row[column] ?? null));
    const known = new Set<string>(
      (await transaction(name).distinct('entity_ref')).map(
        row => row.entity_ref,
      ),
    );
    const current = new Map<string, Dated>(
      (await transaction(name).whereNull('valid_to')).map((row: Dated) => [
        idOf(row),
        row,
      ]),
    );
    const present = new Set(entities.map(({ entityRef }) => entityRef));
    const added: object[] = [];
    const seenAgain: number[] = [];
    for (const row of entities.flatMap(rowsOf)) {
      const old = current.get(idOf(row));
      current.delete(idOf(row));
      if (!old) {
        const from = known.has(row.entity_ref!) ? now : 0;
        added.push({ ...row, valid_from: from });
        changed.set(row.entity_ref!, from);
      } else if (old.missed_scans) seenAgain.push(old.id);
    }
    const ended: number[] = [];
    const missed: number[] = [];
    for (const row of current.values()) {
      // Another value for an entity that is there is a change; an entity that is not there may only be late.
      if (present.has(row.entity_ref) || row.missed_scans + 1 >= MISSED_SCANS) {
        ended.push(row.id);
        changed.set(row.entity_ref, now);
      } else missed.push(row.id);
    }
    await this.#update(transaction, name, ended, { valid_to: now });
    await this.#update(transaction, name, missed, {
      missed_scans: this.#knex.raw('missed_scans + 1'),
    });
    await this.#update(transaction, name, seenAgain, { missed_scans: 0 });
    for (let start = 0; start < added.length; start += ROWS_AT_ONCE)
      await transaction(name).insert(added.slice(start, start + ROWS_AT_ONCE));
    return changed;
  }

  async #update(
    transaction: Knex.Transaction,
    name: string,
    ids: number[],
    values: object,
  ) {
    for (let start = 0; start < ids.length; start += ROWS_AT_ONCE)
      await transaction(name)
        .whereIn('id', ids.slice(start, start + ROWS_AT_ONCE))
        .update(values);
  }
}

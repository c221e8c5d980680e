import type { Knex } from 'knex';
import type { ScannedEntity } from '../scan/scanEntity';
import { isPostgres } from './migrate';

/** An entity absent from so many full scans in a row has ended; one scan may have met the catalog half way. */
const MISSED_SCANS = 2;
const ROWS_AT_ONCE = 100;

interface Known {
  entity_ref: string;
  entity: string;
  owners: string;
  matters: boolean | number;
  missed_scans: number;
}

const toRow = ({ entityRef, entity, owners, matters }: ScannedEntity) => ({
  entity_ref: entityRef,
  entity: JSON.stringify(entity),
  owners: JSON.stringify(owners),
  matters,
});

const isSame = (before: Known, row: ReturnType<typeof toRow>) =>
  before.entity === row.entity &&
  before.owners === row.owners &&
  Boolean(before.matters) === row.matters &&
  before.missed_scans === 0;

/** What there is to check, as the last scans of the catalog found it. */
export class DatabaseEntityStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DatabaseEntityStore {
    return new DatabaseEntityStore(options.knex);
  }

  /** Takes over a scan of the whole catalog. */
  async takeOver(entities: ScannedEntity[], now: number): Promise<void> {
    await this.#knex.transaction(async transaction => {
      if (isPostgres(transaction))
        await transaction.raw(
          `SELECT pg_advisory_xact_lock(hashtext('fairway health scan'))`,
        );
      const known = await this.#known(transaction);
      const members = await this.#members(transaction);
      const added: object[] = [];
      const joined: object[] = [];
      for (const scanned of entities) {
        const { entityRef, scopes } = scanned;
        const row = toRow(scanned);
        const before = known.get(entityRef);
        known.delete(entityRef);
        if (!before) added.push({ ...row, status: 'unknown', since: now });
        else if (!isSame(before, row))
          await transaction('health_entity')
            .where('entity_ref', entityRef)
            .update({ ...row, missed_scans: 0 });
        if (members.get(entityRef)?.sort().join() === scopes.join()) continue;
        if (members.has(entityRef))
          await transaction('health_member')
            .where('entity_ref', entityRef)
            .delete();
        joined.push(
          ...scopes.map(scope => ({ scope_ref: scope, entity_ref: entityRef })),
        );
      }
      await inBatches(added, rows => transaction('health_entity').insert(rows));
      await inBatches(joined, rows =>
        transaction('health_member').insert(rows),
      );
      await this.#miss(transaction, [...known.values()]);
    });
  }

  /** Locked in the order in which batches of checks lock them, so that neither waits for the other for ever. */
  async #known(transaction: Knex.Transaction): Promise<Map<string, Known>> {
    const query = transaction('health_entity')
      .orderBy('entity_ref')
      .select('entity_ref', 'entity', 'owners', 'matters', 'missed_scans');
    const rows: Known[] = await (isPostgres(transaction)
      ? query.forUpdate()
      : query);
    return new Map(rows.map(row => [row.entity_ref, row]));
  }

  async #members(transaction: Knex.Transaction) {
    const members = new Map<string, string[]>();
    for (const row of await transaction('health_member')) {
      const scopes = members.get(row.entity_ref);
      if (scopes) scopes.push(row.scope_ref);
      else members.set(row.entity_ref, [row.scope_ref]);
    }
    return members;
  }

  async #miss(transaction: Knex.Transaction, missed: Known[]) {
    const ended = (row: Known) => row.missed_scans + 1 >= MISSED_SCANS;
    const refs = (rows: Known[]) => rows.map(row => row.entity_ref);
    await inBatches(refs(missed.filter(row => !ended(row))), batch =>
      transaction('health_entity')
        .whereIn('entity_ref', batch)
        .increment('missed_scans', 1),
    );
    for (const table of [
      'health_part',
      'health_member',
      'health_change',
      'health_entity',
    ])
      await inBatches(refs(missed.filter(ended)), batch =>
        transaction(table).whereIn('entity_ref', batch).delete(),
      );
  }
}

async function inBatches<T>(
  items: T[],
  write: (batch: T[]) => PromiseLike<unknown>,
) {
  for (let start = 0; start < items.length; start += ROWS_AT_ONCE)
    await write(items.slice(start, start + ROWS_AT_ONCE));
}

import type { Knex } from 'knex';
import { DayCell, type DayRow } from './DayCell';
import { ORGANISATION, putBlockTogether } from './blocks';
import type { ReportingZone } from './ReportingZone';
import { replaceRows } from './replaceRows';

const LEVELS = { owner_ref: 1, system_ref: 2, domain_ref: 3 } as const;
const ORGANISATION_LEVEL = 4;

interface OwnershipRow {
  owner_ref: string | null;
  system_ref: string | null;
  domain_ref: string | null;
}

/** A scope, and how far up it is: 0 an entity, 1 its owner, 2 its system, 3 its domain, 4 the organisation. */
export interface Scope {
  scope: string;
  level: number;
}

function* scopesOf(ownership: OwnershipRow): Iterable<Scope> {
  yield { scope: ORGANISATION, level: ORGANISATION_LEVEL };
  for (const [column, level] of Object.entries(LEVELS)) {
    const scope = ownership[column as keyof typeof LEVELS];
    if (scope) yield { scope, level };
  }
}

/**
 * Puts the days of entities together to those of their owners, systems, domains and of the organisation, each day with
 * whoever it belonged to when it ended.
 */
export class ScopeAggregator {
  readonly #zone: ReportingZone;

  private constructor(zone: ReportingZone) {
    this.#zone = zone;
  }

  static create(options: { zone: ReportingZone }): ScopeAggregator {
    return new ScopeAggregator(options.zone);
  }

  /**
   * Makes one day of all scopes anew, or of those scopes only that hold one of some entities.
   *
   * @returns the scopes that changed
   */
  async aggregateDay(
    transaction: Knex.Transaction,
    day: number,
    ofEntities?: string[],
  ): Promise<Scope[]> {
    const wanted =
      ofEntities && (await this.#scopesHolding(transaction, day, ofEntities));
    const cells = new Map<string, { level: number; cell: DayCell }>();
    for (const row of await this.#entityRows(transaction, day))
      for (const { scope, level } of scopesOf(row)) {
        if (wanted && !wanted.has(scope)) continue;
        let entry = cells.get(scope);
        if (!entry) cells.set(scope, (entry = { level, cell: new DayCell() }));
        entry.cell.addRow(row);
      }
    const before = transaction('rollup_day')
      .where({ day })
      .whereBetween('level', [1, ORGANISATION_LEVEL]);
    if (wanted) before.whereIn('scope', [...wanted]);
    const changed = await replaceRows({
      transaction,
      table: 'rollup_day',
      key: ['scope', 'day'],
      before: await before,
      after: [...cells].map(([scope, { level, cell }]) => ({
        scope,
        day,
        level,
        ...cell.toRow(),
      })),
    });
    if (changed.some(({ scope }) => scope === ORGANISATION))
      await putBlockTogether(transaction, day);
    return changed.map(({ scope, level }) => ({ scope, level }));
  }

  /** The days of all entities, each with whom it belonged to. */
  async #entityRows(
    transaction: Knex.Transaction,
    day: number,
  ): Promise<(DayRow & OwnershipRow)[]> {
    const end = this.#endOf(day);
    const rows: (DayRow & OwnershipRow & { scope: string })[] =
      await transaction('rollup_day as r')
        .leftJoin('ownership as o', on =>
          on
            .on('o.entity_ref', 'r.scope')
            .onVal('o.valid_from', '<=', end)
            .on(until =>
              until.onNull('o.valid_to').orOnVal('o.valid_to', '>', end),
            ),
        )
        .where({ 'r.day': day, 'r.level': 0 })
        .select('r.*', ...Object.keys(LEVELS).map(column => `o.${column}`));
    return rows;
  }

  async #scopesHolding(
    transaction: Knex.Transaction,
    day: number,
    entities: string[],
  ): Promise<Set<string>> {
    const end = this.#endOf(day);
    const rows: OwnershipRow[] = await transaction('ownership')
      .whereIn('entity_ref', entities)
      .where('valid_from', '<=', end)
      .where(until =>
        until.whereNull('valid_to').orWhere('valid_to', '>', end),
      );
    return new Set([
      ORGANISATION,
      ...rows.flatMap(row => [...scopesOf(row)].map(({ scope }) => scope)),
    ]);
  }

  #endOf(day: number): number {
    return this.#zone.startOf(day + 1) - 1;
  }
}

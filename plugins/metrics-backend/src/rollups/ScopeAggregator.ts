import type { Knex } from 'knex';
import { DayCell, type DayRow } from './DayCell';
import type { ReportingZone } from './ReportingZone';

/** The scope that holds every entity. */
export const ORGANISATION = 'organisation';

const LEVELS = { owner_ref: 1, system_ref: 2, domain_ref: 3 } as const;
const ORGANISATION_LEVEL = 4;
const ROWS_AT_ONCE = 100;

interface OwnershipRow {
  entity_ref: string;
  owner_ref: string | null;
  system_ref: string | null;
  domain_ref: string | null;
}

/**
 * Puts the days of entities together to those of their owners, systems, domains and of the organisation, each day with
 * whoever it belonged to on that day.
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
   * @returns the scopes that were written
   */
  async aggregateDay(
    transaction: Knex.Transaction,
    day: number,
    ofEntities?: string[],
  ): Promise<string[]> {
    const ownerships = await this.#ownershipsOn(transaction, day);
    const wanted = ofEntities && this.#scopesOf(ofEntities, ownerships);
    const cells = new Map<string, { level: number; cell: DayCell }>();
    for (const scope of wanted ?? [])
      cells.set(scope.ref, { level: scope.level, cell: new DayCell() });
    const rows: (DayRow & { scope: string })[] = await transaction(
      'rollup_day',
    ).where({ day, level: 0 });
    for (const row of rows) {
      for (const { ref, level } of this.#scopesOf([row.scope], ownerships)) {
        let entry = cells.get(ref);
        if (!entry && wanted) continue;
        if (!entry) cells.set(ref, (entry = { level, cell: new DayCell() }));
        entry.cell.addRow(row);
      }
    }
    const made = [...cells].map(([scope, { level, cell }]) => ({
      scope,
      day,
      level,
      ...cell.toRow(),
    }));
    for (let start = 0; start < made.length; start += ROWS_AT_ONCE)
      await transaction('rollup_day')
        .insert(made.slice(start, start + ROWS_AT_ONCE))
        .onConflict(['scope', 'day'])
        .merge();
    return made.map(({ scope }) => scope);
  }

  async #ownershipsOn(
    transaction: Knex.Transaction,
    day: number,
  ): Promise<Map<string, OwnershipRow>> {
    const end = this.#zone.startOf(day + 1) - 1;
    const rows: OwnershipRow[] = await transaction('ownership')
      .where('valid_from', '<=', end)
      .where(until => until.whereNull('valid_to').orWhere('valid_to', '>', end))
      .orderBy('id');
    return new Map(rows.map(row => [row.entity_ref, row]));
  }

  #scopesOf(
    entities: string[],
    ownerships: Map<string, OwnershipRow>,
  ): { ref: string; level: number }[] {
    const scopes = new Map<string, number>([
      [ORGANISATION, ORGANISATION_LEVEL],
    ]);
    for (const entity of entities) {
      const ownership = ownerships.get(entity);
      for (const [column, level] of Object.entries(LEVELS)) {
        const ref = ownership?.[column as keyof typeof LEVELS];
        if (ref) scopes.set(ref, level);
      }
    }
    return [...scopes].map(([ref, level]) => ({ ref, level }));
  }
}

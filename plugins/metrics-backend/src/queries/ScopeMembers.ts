import type { Knex } from 'knex';
import type { ReportingZone } from '../rollups/ReportingZone';
import type { TimeWindow } from './TimeWindow';

/** An entity, and from when (inclusive) to when (exclusive) it belonged; milliseconds since the epoch. */
export interface EntitySpan {
  entityRef: string;
  from: number;
  to: number;
}

const COLUMNS = {
  owner: 'owner_ref',
  system: 'system_ref',
  domain: 'domain_ref',
} as const;

/** A scope that has others in it, above which only the organisation is. */
export type GroupLevel = keyof typeof COLUMNS;

/** Which entities belonged to whom, by whole days, as the rollups have it: a day goes to whoever had it when it ended. */
export class ScopeMembers {
  readonly #knex: Knex;
  readonly #zone: ReportingZone;

  private constructor(knex: Knex, zone: ReportingZone) {
    this.#knex = knex;
    this.#zone = zone;
  }

  static create(options: { knex: Knex; zone: ReportingZone }): ScopeMembers {
    return new ScopeMembers(options.knex, options.zone);
  }

  async of(
    level: GroupLevel,
    ref: string,
    window: TimeWindow,
  ): Promise<EntitySpan[]> {
    const [from, to] = [
      this.#zone.startOf(window.fromDay),
      this.#zone.startOf(window.toDay),
    ];
    const rows: {
      entity_ref: string;
      valid_from: number | string;
      valid_to: number | string | null;
    }[] = await this.#knex('ownership')
      .where(COLUMNS[level], ref)
      .where('valid_from', '<', to)
      .where(until =>
        until.whereNull('valid_to').orWhere('valid_to', '>', from),
      )
      .orderBy(['entity_ref', 'valid_from']);
    return rows
      .map(row => ({
        entityRef: row.entity_ref,
        from: this.#startOfDay(Number(row.valid_from)),
        to:
          row.valid_to === null
            ? Number.MAX_SAFE_INTEGER
            : this.#startOfDay(Number(row.valid_to)),
      }))
      .filter(span => span.from < Math.min(span.to, to) && span.to > from);
  }

  /** Those of some entities that the catalog had when it was read last. */
  async known(refs: string[]): Promise<Set<string>> {
    const rows = await this.#knex('ownership')
      .whereIn('entity_ref', refs)
      .where({ missed_scans: 0 })
      .whereNull('valid_to')
      .select('entity_ref');
    return new Set(rows.map(row => row.entity_ref));
  }

  /** All entities that have figures. */
  async all(): Promise<string[]> {
    const rows = await this.#knex('rollup_revision')
      .where('level', 0)
      .orderBy('scope')
      .select('scope');
    return rows.map(row => row.scope);
  }

  #startOfDay(moment: number): number {
    return moment === 0 ? 0 : this.#zone.startOf(this.#zone.dayOf(moment));
  }
}

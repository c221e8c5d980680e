import type {
  EntityHealth,
  HealthChange,
  HealthFeedItem,
  HealthStatus,
} from '@fairway/plugin-health-common';
import type { Knex } from 'knex';
import type { SourceNames } from '../database/SourceNames';
import { type EntityRow, type PartRow, iso } from '../database/rows';
import { judge } from '../rules/judge';
import type { Member } from '../rules/rollUp';

/** SQLite takes no more variables than some thousands at once. */
const REFS_AT_ONCE = 500;

interface Options {
  knex: Knex;
  names: SourceNames;
  now: () => number;
}

/** Reads what is kept. Knows nothing of who may see it. */
export class DatabaseHealthQueries {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): DatabaseHealthQueries {
    return new DatabaseHealthQueries(options);
  }

  /** The health of some entities; of one that was never checked it is unknown. At most some hundreds. */
  async health(refs: string[]): Promise<Map<string, EntityHealth>> {
    const { knex, names, now } = this.#options;
    const [rows, parts] = await Promise.all([
      knex('health_entity').whereIn('entity_ref', refs) as Promise<EntityRow[]>,
      knex('health_part').whereIn('entity_ref', refs) as Promise<PartRow[]>,
    ]);
    const partsOf = new Map<string, PartRow[]>();
    for (const part of parts)
      partsOf.set(part.entity_ref, [
        ...(partsOf.get(part.entity_ref) ?? []),
        part,
      ]);
    const known = new Map(rows.map(row => [row.entity_ref, row]));
    const moment = now();
    return new Map(
      refs.map(entityRef => [
        entityRef,
        toHealth(
          entityRef,
          known.get(entityRef),
          judge(names.name(partsOf.get(entityRef) ?? []), moment).reasons,
          moment,
        ),
      ]),
    );
  }

  /** Those of some entities that the last scan of the catalog found. */
  async known(refs: string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (let start = 0; start < refs.length; start += REFS_AT_ONCE)
      for (const row of await this.#options
        .knex('health_entity')
        .whereIn('entity_ref', refs.slice(start, start + REFS_AT_ONCE))
        .where('missed_scans', 0)
        .select('entity_ref'))
        found.add(row.entity_ref);
    return found;
  }

  /** What belongs to an owner, a system or a domain. */
  async members(scopeRef: string): Promise<Member[]> {
    const rows: EntityRow[] = await this.#options
      .knex('health_member as m')
      .join('health_entity as e', 'e.entity_ref', 'm.entity_ref')
      .where('m.scope_ref', scopeRef)
      .orderBy('e.entity_ref')
      .select('e.entity_ref', 'e.status', 'e.matters', 'e.text');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      status: row.status,
      matters: Boolean(row.matters),
      watched: row.text !== null,
    }));
  }

  /** How the status of an entity changed, newest first. */
  async history(options: {
    entityRef: string;
    /** Older than this. */
    before?: number;
    limit: number;
  }): Promise<(HealthChange & { id: number })[]> {
    const query = this.#options
      .knex('health_change')
      .where('entity_ref', options.entityRef)
      .orderBy('id', 'desc')
      .limit(options.limit);
    if (options.before !== undefined) query.where('id', '<', options.before);
    const rows: {
      id: number | string;
      at: number | string;
      from_status: HealthStatus;
      to_status: HealthStatus;
      reasons: string;
    }[] = await query;
    return rows.map(row => ({
      id: Number(row.id),
      at: iso(row.at),
      from: row.from_status,
      to: row.to_status,
      reasons: JSON.parse(row.reasons),
    }));
  }

  /** What changed after a revision, oldest first. */
  async changedSince(options: {
    revision: number;
    limit: number;
  }): Promise<HealthFeedItem[]> {
    const rows: EntityRow[] = await this.#options
      .knex('health_entity')
      .where('revision', '>', options.revision)
      .orderBy('revision')
      .limit(options.limit)
      .select('entity_ref', 'status', 'since', 'text', 'stale', 'revision');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      status: row.status,
      since: iso(row.since),
      ...(row.text !== null && { text: row.text }),
      stale: Boolean(row.stale),
      revision: Number(row.revision),
    }));
  }

  /** @returns how many changes were older */
  async prune(before: number): Promise<number> {
    return this.#options
      .knex('health_change')
      .where('at', '<', before)
      .delete();
  }
}

function toHealth(
  entityRef: string,
  row: EntityRow | undefined,
  reasons: EntityHealth['reasons'],
  now: number,
): EntityHealth {
  const checks = reasons.map(({ checkedAt }) => checkedAt).sort();
  return {
    entityRef,
    status: row?.status ?? 'unknown',
    since: iso(row?.since ?? now),
    ...(checks.length && { checkedAt: checks[0] }),
    stale: reasons.some(({ stale }) => stale),
    reasons,
    revision: Number(row?.revision ?? 0),
  };
}

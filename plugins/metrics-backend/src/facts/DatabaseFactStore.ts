import type { Fact } from '@fairway/plugin-metrics-node';
import type { Knex } from 'knex';
import { databaseNow, isPostgres } from '../database/clock';
import { markDirty } from '../rollups/dirtyMarks';
import type { FactWriter } from '../ingest/FactWriter';
import {
  mergeChange,
  mergeComparison,
  mergeDeployment,
  mergeDeploymentStatus,
  mergeRun,
} from './merge';
import { mergeIncident } from './mergeIncident';

/** One of the fact tables: which facts go into it, by which key, and how two of the same key become one row. */
interface FactTable {
  name: string;
  key: string[];
  keyOf(source: string, fact: any): string[] | undefined;
  merge(before: any, source: string, fact: any): object;
}

/** What all of them say of whose they are. */
interface FactRow {
  project?: string | null;
  entity_ref?: string | null;
}

const TABLES: FactTable[] = [
  {
    name: 'deployment',
    key: ['project', 'deployment_id'],
    keyOf: (_, fact) =>
      fact.type === 'deployment' || fact.type === 'deploymentStatus'
        ? [fact.project, fact.deploymentId]
        : undefined,
    merge: (before, _, fact) =>
      fact.type === 'deployment'
        ? mergeDeployment(before, fact)
        : mergeDeploymentStatus(before, fact),
  },
  {
    name: 'comparison',
    key: ['project', 'base', 'head'],
    keyOf: (_, fact) =>
      fact.type === 'comparison'
        ? [fact.project, fact.base, fact.head]
        : undefined,
    merge: (before, _, fact) => mergeComparison(before, fact),
  },
  {
    name: 'change',
    key: ['project', 'change_id'],
    keyOf: (_, fact) =>
      fact.type === 'change' ? [fact.project, fact.changeId] : undefined,
    merge: (before, _, fact) => mergeChange(before, fact),
  },
  {
    name: 'run',
    key: ['project', 'run_id', 'attempt'],
    keyOf: (_, fact) =>
      fact.type === 'run'
        ? [fact.project, fact.runId, String(fact.attempt)]
        : undefined,
    merge: (before, _, fact) => mergeRun(before, fact),
  },
  {
    name: 'incident',
    key: ['source', 'incident_id'],
    keyOf: (source, fact) =>
      fact.type === 'incident' ? [source, fact.incidentId] : undefined,
    merge: (before, source, fact) => mergeIncident(before, source, fact),
  },
];

/** What an `IN` over pairs may hold on every database. */
const KEYS_AT_ONCE = 100;

/**
 * Merges facts into the fact tables. Writers of all replicas take turns (one advisory lock on PostgreSQL; SQLite has one
 * writer anyway), since a merge reads what stands before it writes.
 */
export class DatabaseFactStore implements FactWriter {
  static create(): FactWriter {
    return new DatabaseFactStore();
  }

  async write(
    transaction: Knex.Transaction,
    source: string,
    facts: Fact[],
  ): Promise<void> {
    if (isPostgres(transaction))
      await transaction.raw(
        `SELECT pg_advisory_xact_lock(hashtext('fairway metrics facts'))`,
      );
    const projects = new Set<string>();
    const entities = new Set<string>();
    for (const table of TABLES) {
      const { before, rows } = await this.#merge(transaction, table, {
        ...{ source, facts },
      });
      for (let start = 0; start < rows.length; start += KEYS_AT_ONCE)
        await transaction(table.name)
          .insert(rows.slice(start, start + KEYS_AT_ONCE))
          .onConflict(table.key)
          .merge();
      // Of an incident that was moved, also where it was.
      for (const row of [...before, ...rows]) {
        if (row.project) projects.add(row.project);
        if (row.entity_ref) entities.add(row.entity_ref);
      }
    }
    await this.#seeProjects(transaction, [...projects].sort());
    await this.#markDirty(transaction, [...projects], [...entities]);
  }

  /** So that those which belong to nobody can be told without going through all facts. */
  async #seeProjects(transaction: Knex.Transaction, projects: string[]) {
    const now = databaseNow(transaction);
    for (let start = 0; start < projects.length; start += KEYS_AT_ONCE)
      await transaction('project')
        .insert(
          projects.slice(start, start + KEYS_AT_ONCE).map(project => ({
            project,
            first_seen_at: now,
            last_seen_at: now,
          })),
        )
        .onConflict('project')
        .merge(['last_seen_at']);
  }

  async #merge(
    transaction: Knex.Transaction,
    table: FactTable,
    { source, facts }: { source: string; facts: Fact[] },
  ): Promise<{ before: FactRow[]; rows: FactRow[] }> {
    const byKey = new Map<string, { key: string[]; facts: Fact[] }>();
    for (const fact of facts) {
      const key = table.keyOf(source, fact);
      if (!key) continue;
      const id = JSON.stringify(key);
      const entry = byKey.get(id) ?? { key, facts: [] };
      entry.facts.push(fact);
      byKey.set(id, entry);
    }
    const entries = [...byKey.values()];
    const before = new Map<string, FactRow>();
    for (let start = 0; start < entries.length; start += KEYS_AT_ONCE) {
      const keys = entries
        .slice(start, start + KEYS_AT_ONCE)
        .map(({ key }) => key);
      const found = await transaction(table.name).whereIn(table.key, keys);
      for (const row of found)
        before.set(
          JSON.stringify(table.key.map(name => String(row[name]))),
          numbers(row),
        );
    }
    const rows = entries.map(({ key, facts: own }) =>
      own.reduce<any>(
        (row, fact) => table.merge(row, source, fact),
        before.get(JSON.stringify(key)),
      ),
    );
    return { before: [...before.values()], rows };
  }

  async #markDirty(
    transaction: Knex.Transaction,
    projects: string[],
    entities: string[],
  ) {
    const bound: { entity_ref: string }[] = [];
    for (let start = 0; start < projects.length; start += KEYS_AT_ONCE)
      bound.push(
        ...(await transaction('binding')
          .distinct('entity_ref')
          .whereIn('project', projects.slice(start, start + KEYS_AT_ONCE))),
      );
    await markDirty(transaction, [
      ...entities,
      ...bound.map(row => row.entity_ref),
    ]);
  }
}

/** PostgreSQL gives bigints as text, SQLite booleans as numbers. */
function numbers<T extends Record<string, any>>(row: T): T {
  const result: Record<string, any> = { ...row };
  for (const [name, value] of Object.entries(result)) {
    if (value !== null && /_at$/.test(name)) result[name] = Number(value);
    if (
      (name === 'truncated' || name === 'withdrawn') &&
      typeof value === 'number'
    )
      result[name] = value === 1;
  }
  return result as T;
}

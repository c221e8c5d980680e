import type { MetricsSource, MissingFacts } from '@fairway/plugin-metrics-node';
import type { Knex } from 'knex';
import { OWN_PROJECTS } from '../bindings/CatalogScan';
import type { DatabaseFactSink } from './DatabaseFactSink';

/** Enough for a source to be busy with until it is asked again. */
const MOST_MISSING = 500;
const IDS_AT_ONCE = 500;

export interface ReconcilerOptions {
  knex: Knex;
  sink: DatabaseFactSink;
  /** Resolves once figures have followed the facts. */
  settled(): Promise<void>;
}

/** Has a source compare what is here with what it knows, project by project. */
export class Reconciler {
  readonly #knex: Knex;
  readonly #sink: DatabaseFactSink;
  readonly #settled: () => Promise<void>;

  private constructor(options: ReconcilerOptions) {
    this.#knex = options.knex;
    this.#sink = options.sink;
    this.#settled = options.settled;
  }

  static create(options: ReconcilerOptions): Reconciler {
    return new Reconciler(options);
  }

  async reconcile(source: MetricsSource, signal: AbortSignal): Promise<void> {
    await source.reconcile?.({
      projects: await this.#projects(source.id),
      sink: this.#sink,
      signal,
      missing: () => this.#missing(),
      received: ids => this.#received(source.id, ids),
      completed: (project, to) => this.#sink.completed(source.id, project, to),
    });
  }

  /** Has a source tell what figures lack, without comparing all the rest. */
  async fill(source: MetricsSource, signal: AbortSignal): Promise<void> {
    await source.fill?.({
      signal,
      sink: this.#sink,
      missing: () => this.#missing(),
    });
  }

  async #projects(source: string) {
    const rows: {
      project: string;
      entity_ref: string;
      complete_to: number | string | null;
    }[] = await this.#knex('binding as b')
      .leftJoin('project_reconciled as r', on =>
        on.on('r.project', 'b.project').onVal('r.source', source),
      )
      .whereNull('b.valid_to')
      .whereNot('b.project', 'like', `${OWN_PROJECTS}%`)
      .orderBy(['b.project', 'b.entity_ref'])
      .distinct('b.project', 'b.entity_ref', 'r.complete_to');
    const projects = new Map<
      string,
      { project: string; entityRefs: string[]; completeTo?: Date }
    >();
    for (const row of rows) {
      const known = projects.get(row.project);
      if (known) known.entityRefs.push(row.entity_ref);
      else
        projects.set(row.project, {
          project: row.project,
          entityRefs: [row.entity_ref],
          ...(row.complete_to !== null && {
            completeTo: new Date(Number(row.complete_to)),
          }),
        });
    }
    return [...projects.values()];
  }

  async #received(source: string, ids: string[]): Promise<Set<string>> {
    const received = new Set<string>();
    for (let start = 0; start < ids.length; start += IDS_AT_ONCE)
      for (const row of await this.#knex('inbox_delivery')
        .where({ source })
        .whereIn('delivery_id', ids.slice(start, start + IDS_AT_ONCE))
        .select('delivery_id'))
        received.add(row.delivery_id);
    return received;
  }

  async #missing(): Promise<MissingFacts[]> {
    await this.#settled();
    const projects = new Map<string, MissingFacts>();
    const of = (project: string) => {
      const known = projects.get(project) ?? {
        ...{ project, comparisons: [], changes: [] },
      };
      projects.set(project, known);
      return known;
    };
    for (const { project, base, head } of await this.#knex('uncompared')
      .distinct('project', 'base', 'head')
      .orderBy(['project', 'base', 'head'])
      .limit(MOST_MISSING))
      of(project).comparisons.push({ base, head });
    for (const { project, change_id: id } of await this.#knex('change')
      .whereNotNull('merged_at')
      .whereNull('first_committed_at')
      .whereIn('project', this.#knex('binding').select('project'))
      .select('project', 'change_id')
      .orderBy(['project', 'change_id'])
      .limit(MOST_MISSING))
      of(project).changes.push(id);
    return [...projects.values()];
  }
}

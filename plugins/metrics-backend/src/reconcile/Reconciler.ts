import type { MetricsSource } from '@fairway/plugin-metrics-node';
import type { Knex } from 'knex';
import { OWN_PROJECTS } from '../bindings/CatalogScan';
import type { DatabaseFactSink } from './DatabaseFactSink';

/** Has a source compare what is here with what it knows, project by project. */
export class Reconciler {
  readonly #knex: Knex;
  readonly #sink: DatabaseFactSink;

  private constructor(knex: Knex, sink: DatabaseFactSink) {
    this.#knex = knex;
    this.#sink = sink;
  }

  static create(options: { knex: Knex; sink: DatabaseFactSink }): Reconciler {
    return new Reconciler(options.knex, options.sink);
  }

  async reconcile(source: MetricsSource, signal: AbortSignal): Promise<void> {
    await source.reconcile?.({
      projects: await this.#projects(source.id),
      sink: this.#sink,
      signal,
      completed: (project, to) => this.#sink.completed(source.id, project, to),
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
}

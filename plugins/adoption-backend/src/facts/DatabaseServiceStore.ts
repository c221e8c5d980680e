import type { ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';
import { writingFacts } from '../database/locks';
import { markDays, markFleet } from '../figures/dirtyMarks';
import type { ServiceFact, TemplateFact } from './facts';

/** A service absent from so many full scans in a row has ended; one scan may have met the catalog half way. */
const MISSED_SCANS = 2;
/** By what else it shows that a service was there. */
const SIGNS = [
  ['run', 'started_at'],
  ['milestone', 'ci_at'],
  ['milestone', 'staging_at'],
  ['milestone', 'production_at'],
];
const COLUMNS = ['team', 'system', 'template', 'version'] as const;

interface Options {
  knex: Knex;
  zone: ReportingZone;
}

interface SpanRow {
  id: number;
  entity_ref: string;
  team: string | null;
  system: string | null;
  template: string | null;
  version: string | null;
}

const sameSpan = (row: SpanRow, fact: ServiceFact) =>
  COLUMNS.every(column => (row[column] ?? undefined) === fact[column]);

/**
 * Which services there are, whose they are, and on which path: from when to when. What is seen for the first time holds for
 * all the time before as well (nobody can tell better); what changes, changes from now on.
 */
export class DatabaseServiceStore {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): DatabaseServiceStore {
    return new DatabaseServiceStore(options);
  }

  /**
   * Takes over a scan of the whole catalog.
   *
   * @returns the services that are new here
   */
  async takeOver(scan: {
    services: ServiceFact[];
    templates: TemplateFact[];
    at: number;
  }): Promise<string[]> {
    const { knex, zone } = this.#options;
    return writingFacts(knex, async transaction => {
      const { added, changed } = await this.#takeOverServices(
        transaction,
        scan,
      );
      await this.#takeOverTemplates(transaction, scan.templates);
      if (added.length || changed)
        await markFleet(
          transaction,
          zone.dayOf(await this.#knownSince(transaction, added, scan.at)),
        );
      return added;
    });
  }

  async #takeOverTemplates(
    transaction: Knex.Transaction,
    templates: TemplateFact[],
  ): Promise<void> {
    const known = new Map<string, boolean>(
      (await transaction('template')).map(row => [
        row.template,
        Boolean(row.publishes),
      ]),
    );
    await transaction('template').delete();
    for (const part of chunks(templates, 3))
      await transaction('template').insert(
        part.map(row => ({ ...row, version: row.version ?? null })),
      );
    // Forms that led to no run yet are told apart by this alone.
    const changed = templates.filter(
      ({ template, publishes }) => (known.get(template) ?? true) !== publishes,
    );
    for (const { template } of changed)
      await markDays(
        transaction,
        (
          await transaction('attempt').where({ template }).select('opened_at')
        ).map(row => this.#options.zone.dayOf(Number(row.opened_at))),
      );
  }

  /** @returns services that are new here, and whether anything else changed */
  async #takeOverServices(
    transaction: Knex.Transaction,
    { services, at }: { services: ServiceFact[]; at: number },
  ): Promise<{ added: string[]; changed: boolean }> {
    const known = new Map<string, { ended_at: unknown; missed_scans: number }>(
      (
        await transaction('service').select(
          'entity_ref',
          'ended_at',
          'missed_scans',
        )
      ).map(row => [row.entity_ref, row]),
    );
    const current = new Map<string, SpanRow>(
      (await transaction('service_span').whereNull('valid_to')).map(
        (row: SpanRow) => [row.entity_ref, row],
      ),
    );
    const spans: object[] = [];
    const added: {
      entity_ref: string;
      first_seen_at: number;
      began_on_path: boolean;
    }[] = [];
    const over: number[] = [];
    const seenAgain: string[] = [];
    for (const fact of services) {
      const old = known.get(fact.entityRef);
      known.delete(fact.entityRef);
      const span = current.get(fact.entityRef);
      if (!old)
        added.push({
          entity_ref: fact.entityRef,
          first_seen_at: at,
          began_on_path: fact.template !== undefined,
        });
      else if (old.ended_at !== null || old.missed_scans)
        seenAgain.push(fact.entityRef);
      if (span && sameSpan(span, fact)) continue;
      if (span) over.push(span.id);
      const { entityRef, ...rest } = fact;
      spans.push({
        entity_ref: entityRef,
        ...Object.fromEntries(
          COLUMNS.map(column => [column, rest[column] ?? null]),
        ),
        valid_from: old ? at : 0,
      });
    }
    const missing = [...known].filter(([, row]) => row.ended_at === null);
    const ended = missing
      .filter(([, row]) => row.missed_scans + 1 >= MISSED_SCANS)
      .map(([ref]) => ref);
    const update = async (refs: string[], values: object) => {
      for (const part of chunks(refs))
        await transaction('service').whereIn('entity_ref', part).update(values);
    };
    await update(
      missing.map(([ref]) => ref),
      { missed_scans: transaction.raw('missed_scans + 1') },
    );
    await update(seenAgain, { missed_scans: 0, ended_at: null });
    await update(ended, { ended_at: at });
    over.push(...ended.flatMap(ref => current.get(ref)?.id ?? []));
    for (const part of chunks(over))
      await transaction('service_span')
        .whereIn('id', part)
        .update({ valid_to: at });
    for (const part of chunks(added, 3))
      await transaction('service').insert(part);
    for (const part of chunks(spans, 6))
      await transaction('service_span').insert(part);
    return {
      added: added.map(row => row.entity_ref),
      changed: spans.length > 0 || over.length > 0,
    };
  }

  /** A service that is new here may have been delivered, or made by a run, long before. */
  async #knownSince(
    transaction: Knex.Transaction,
    refs: string[],
    now: number,
  ): Promise<number> {
    let since = now;
    for (const part of chunks(refs))
      for (const [table, column] of SIGNS) {
        const row = await transaction(table)
          .whereIn('entity_ref', part)
          .min(`${column} as at`)
          .first();
        if (row?.at) since = Math.min(since, Number(row.at));
      }
    return since;
  }
}

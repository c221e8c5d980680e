import type { ServiceOrigin } from '@fairway/plugin-adoption-common';
import type { ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';

const DAY = 86_400_000;

type Moment = number | string | null | undefined;

interface Span {
  team?: string;
  system?: string;
  template?: string;
  version?: string;
  from: number;
  to: number;
}

/** A service with all of its time; moments are milliseconds since the epoch. */
export interface KnownService {
  entityRef: string;
  origin: ServiceOrigin;
  since: number;
  /** Infinity while it is there. */
  until: number;
  /** The run that made it. */
  taskId?: string;
  spans: Span[];
}

/** A service as it was at one moment. */
export interface ServiceAt extends Omit<Span, 'from' | 'to'> {
  service: KnownService;
  ageDays: number;
  /** Absent where it was on this path from the first sight on. */
  onPathSince?: number;
}

const earliest = (...moments: Moment[]): number =>
  Math.min(
    ...moments.map(moment =>
      moment === null || moment === undefined ? Infinity : Number(moment),
    ),
  );

/** All services that there are or were. */
export class Fleet {
  readonly services: KnownService[];

  private constructor(services: KnownService[]) {
    this.services = services;
  }

  /** By the name of each, so that the same facts give the same fleet. */
  static async read(knex: Knex, only?: string[]): Promise<Fleet> {
    const rowsOf = async (query: () => Knex.QueryBuilder): Promise<any[]> => {
      // Runs make services that are gone, too, and more of them than there are.
      if (!only)
        return query().whereIn(
          'entity_ref',
          knex('service').select('entity_ref'),
        );
      const rows = [];
      for (const part of chunks(only))
        rows.push(...(await query().whereIn('entity_ref', part)));
      return rows;
    };
    const [services, spans, milestones, runs] = await Promise.all([
      rowsOf(() => knex('service')),
      rowsOf(() => knex('service_span').orderBy('id')),
      rowsOf(() => knex('milestone')),
      rowsOf(() =>
        knex('run')
          .whereNotNull('entity_ref')
          .whereNotNull('repository_at')
          .select('entity_ref', 'task_id', 'started_at')
          .orderBy(['started_at', 'task_id']),
      ),
    ]);
    const milestoneOf = new Map(milestones.map(row => [row.entity_ref, row]));
    const runOf = new Map<string, { task_id: string; started_at: Moment }>();
    for (const run of runs)
      if (!runOf.has(run.entity_ref)) runOf.set(run.entity_ref, run);
    const spansOf = new Map<string, Span[]>();
    for (const row of spans)
      spansOf.set(row.entity_ref, [
        ...(spansOf.get(row.entity_ref) ?? []),
        {
          ...(row.team !== null && { team: row.team }),
          ...(row.system !== null && { system: row.system }),
          ...(row.template !== null && { template: row.template }),
          ...(row.version !== null && { version: row.version }),
          from: Number(row.valid_from),
          to: row.valid_to === null ? Infinity : Number(row.valid_to),
        },
      ]);
    return new Fleet(
      services
        .map((row): KnownService => {
          const milestone = milestoneOf.get(row.entity_ref);
          const run = runOf.get(row.entity_ref);
          return {
            entityRef: row.entity_ref,
            origin: run || row.began_on_path ? 'created' : 'imported',
            since: earliest(
              row.first_seen_at,
              milestone?.ci_at,
              milestone?.staging_at,
              milestone?.production_at,
              run?.started_at,
            ),
            until: row.ended_at === null ? Infinity : Number(row.ended_at),
            ...(run && { taskId: run.task_id }),
            spans: spansOf.get(row.entity_ref) ?? [],
          };
        })
        .sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1)),
    );
  }

  /** Those that were there when a day ended, or are now where it has not. */
  *at(day: number, zone: ReportingZone): Iterable<ServiceAt> {
    const moment = zone.startOf(day + 1) - 1;
    for (const service of this.services) {
      if (service.since > moment || service.until <= moment) continue;
      const place = service.spans.findLastIndex(
        ({ from, to }) => from <= moment && to > moment,
      );
      if (place < 0) continue;
      const { from, to, ...span } = service.spans[place];
      let first = place;
      while (first > 0 && service.spans[first - 1].template === span.template)
        first -= 1;
      const since = service.spans[first].from;
      yield {
        service,
        ...span,
        ageDays: Math.floor((moment + 1 - service.since) / DAY),
        ...(span.template !== undefined && since > 0 && { onPathSince: since }),
      };
    }
  }
}

import type { Freshness } from '@fairway/plugin-metrics-common';
import { type ReportingZone, askPrepared } from '@fairway/serving';
import type { Knex } from 'knex';

/** The day-to-day work of making figures is no gap; what takes longer is. */
const LONG_MILLISECONDS = 60_000;

interface Options {
  knex: Knex;
  zone: ReportingZone;
  now(): number;
}

/** A source and how far it was read, the mark that waits longest, or the first day of some figures. */
interface ReachRow {
  kind: 'source' | 'mark' | 'day';
  source: string | null;
  at: number | string | null;
  failing_since: number | string | null;
  reason: string | null;
}

const iso = (moment: number) => new Date(moment).toISOString();

/** How far the figures reach. */
export class Reach {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): Reach {
    return new Reach(options);
  }

  async freshness(): Promise<Freshness> {
    const { zone } = this.#options;
    const rows = await this.#rows();
    const now = this.#options.now();
    const moments = (kind: ReachRow['kind']) =>
      rows.flatMap(row =>
        // A source that was never read yet is told among the gaps.
        row.kind === kind && row.at !== null && Number(row.at) !== 0
          ? [Number(row.at)]
          : [],
      );
    const waiting = Math.min(now, ...moments('mark'));
    const days = moments('day');
    return {
      completeTo: iso(Math.min(waiting, ...moments('source'))),
      ...(days.length && { knownSince: zone.textOf(Math.min(...days)) }),
      gaps: [
        ...rows.flatMap(({ source, failing_since: since, reason }) =>
          since === null
            ? []
            : [{ source: source!, since: iso(Number(since)), reason: reason! }],
        ),
        ...(now - waiting > LONG_MILLISECONDS
          ? [
              {
                source: 'figures',
                since: iso(waiting),
                reason: 'Figures are being made',
              },
            ]
          : []),
      ],
    };
  }

  /** All of it with one question. */
  #rows(): Promise<ReachRow[]> {
    const { knex } = this.#options;
    const first = (kind: ReachRow['kind'], table: string, column: string) =>
      knex(table).select(
        knex.raw(`'${kind}' as kind`),
        knex.raw('cast(null as varchar(64)) as source'),
        knex.raw('cast(min(??) as bigint) as at', [column]),
        knex.raw('cast(null as bigint) as failing_since'),
        knex.raw('cast(null as text) as reason'),
      );
    const all = knex.unionAll([
      knex('source').select(
        knex.raw(`'source' as kind`),
        'source',
        'complete_to as at',
        'failing_since',
        'reason',
      ),
      first('mark', 'dirty_day', 'since'),
      first('mark', 'dirty_fleet', 'since'),
      first('day', 'creation_day', 'day'),
      first('day', 'fleet_day', 'day'),
    ]);
    return askPrepared<ReachRow>(knex, all);
  }
}

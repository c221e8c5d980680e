import type { Freshness } from '@fairway/plugin-metrics-common';
import type { ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import { waitingSince } from '../figures/figuresState';
import type { DatabaseSourceStore } from '../gather/DatabaseSourceStore';
import type { DayQueries } from '../queries/DayQueries';

/** The day-to-day work of making figures is no gap; what takes longer is. */
const LONG_MILLISECONDS = 60_000;

interface Options {
  knex: Knex;
  days: DayQueries;
  sources: DatabaseSourceStore;
  zone: ReportingZone;
  now(): number;
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
    const { knex, days, sources, zone } = this.#options;
    const [waiting, states, first] = await Promise.all([
      waitingSince(knex),
      sources.all(),
      days.firstDay(),
    ]);
    const now = this.#options.now();
    return {
      completeTo: iso(
        Math.min(
          now,
          waiting ?? now,
          ...states.map(({ completeTo }) => completeTo),
        ),
      ),
      ...(first !== undefined && { knownSince: zone.textOf(first) }),
      gaps: [
        ...states.flatMap(({ source, failingSince, reason = '' }) =>
          failingSince === undefined
            ? []
            : [{ source, since: iso(failingSince), reason }],
        ),
        ...(waiting !== undefined && now - waiting > LONG_MILLISECONDS
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
}

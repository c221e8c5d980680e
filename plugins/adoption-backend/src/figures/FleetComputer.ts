import { setImmediate as turn } from 'node:timers/promises';
import { METRIC_NAMES } from '@fairway/plugin-metrics-common';
import type { ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';
import { makingFigures } from '../database/locks';
import { readHistories } from '../facts/readHistories';
import { Fleet } from './Fleet';
import { encodeParties, partiesOf } from './FleetDay';
import { encodeTotals, totalsOf } from './FleetTotals';
import { ServiceFigures } from './ServiceFigures';
import { NO_PATH, type Sides, SidesBuilder, encodeSpreads } from './Spreads';
import { Terms } from './Terms';

/**
 * The figures of services are kept over so many days up to each day: as many as the dashboard's usual periods have. For any
 * other number they are put together when they are asked for.
 */
export const KEPT_LENGTHS: readonly number[] = [7, 30, 90, 365];

const EVERYTHING = { fitsOwner: () => true, template: undefined };
const METRICS = METRIC_NAMES.length;
const FIGURES_OF_EACH = KEPT_LENGTHS.length * METRICS;
/** As many days are made at a time as hold their figures in a few dozen megabytes, however many services there are. */
const FIGURES_AT_ONCE = 8_000_000;
const MOST_DAYS_AT_ONCE = 128;
/** So that a part has some two hundred services. */
const VALUES_OF_EACH = 4;
/** Few enough that a transaction is short. */
const DAYS_A_TRANSACTION = 8;

export interface FleetComputerOptions {
  knex: Knex;
  zone: ReportingZone;
  minimumSample: number;
  now(): number;
}

/** Follows the facts of services with the state of the fleet, day by day from the first one that changed until today. */
export class FleetComputer {
  readonly #options: FleetComputerOptions;

  private constructor(options: FleetComputerOptions) {
    this.#options = options;
  }

  static create(options: FleetComputerOptions): FleetComputer {
    return new FleetComputer(options);
  }

  /** @returns whether there was anything to do */
  async compute(signal?: AbortSignal): Promise<boolean> {
    const { knex, zone } = this.#options;
    const today = zone.dayOf(this.#options.now());
    const [dirty, last] = await Promise.all([
      knex('dirty_fleet').first(),
      knex('fleet_day').max('day as day').first(),
    ]);
    // Each day begins as the one before has ended.
    const next = last?.day === null ? today : Number(last!.day) + 1;
    const from = Math.min(next, dirty?.from_day ?? next);
    if (from > today) return false;
    const fleet = await Fleet.read(knex);
    const { length } = fleet.services;
    const size = Math.max(
      1,
      Math.min(
        MOST_DAYS_AT_ONCE,
        Math.floor(FIGURES_AT_ONCE / Math.max(1, length * FIGURES_OF_EACH)),
      ),
    );
    for (let start = from; start <= today; start += size) {
      if (signal?.aborted) return true;
      const end = Math.min(today, start + size - 1);
      await this.#computeDays(fleet, start, end);
    }
    // Who marked it again meanwhile has raised the revision: then it is done again.
    if (dirty)
      await knex('dirty_fleet')
        .where({ id: dirty.id, revision: dirty.revision })
        .delete();
    return true;
  }

  async #computeDays(fleet: Fleet, start: number, end: number) {
    const { knex, zone } = this.#options;
    const figures = await this.#figuresOf(fleet, start, end);
    const placeOf = new Map(
      fleet.services.map((service, place) => [service.entityRef, place]),
    );
    for (let first = start; first <= end; first += DAYS_A_TRANSACTION) {
      const last = Math.min(end, first + DAYS_A_TRANSACTION - 1);
      await makingFigures(knex, async transaction => {
        const terms = Terms.create({ transaction });
        for (let day = first; day <= last; day++) {
          const there = [...fleet.at(day, zone)].map(one => ({
            ...{ ...one, origin: one.service.origin },
            figures: figures[day - start],
            place: placeOf.get(one.service.entityRef)! * FIGURES_OF_EACH,
          }));
          const parties = await partiesOf(there, terms);
          await transaction('fleet_day')
            .insert({
              day,
              parties: encodeParties(parties),
              totals: encodeTotals(totalsOf(parties, EVERYTHING)),
              spreads: encodeSpreads(sidesOf(there, terms)),
            })
            .onConflict('day')
            .merge();
          await turn();
        }
      });
    }
  }

  /** The services' own figures on each of some days, in the order of the fleet, length by length. */
  async #figuresOf(
    fleet: Fleet,
    start: number,
    end: number,
  ): Promise<Float64Array[]> {
    const { knex, minimumSample: needed } = this.#options;
    const days = Array.from({ length: end - start + 1 }, () =>
      new Float64Array(fleet.services.length * FIGURES_OF_EACH).fill(NaN),
    );
    const refs = fleet.services.map(({ entityRef }) => entityRef);
    let at = 0;
    for (const part of chunks(refs, VALUES_OF_EACH)) {
      const histories = await readHistories(knex, part);
      for (const ref of part) {
        const history = histories.get(ref);
        if (history)
          for (const [place, length] of KEPT_LENGTHS.entries()) {
            const moving = new ServiceFigures({
              ...{ days: history, needed, length },
            });
            for (let day = start; day <= end; day++) {
              const found = moving.upTo(day);
              days[day - start].set(
                METRIC_NAMES.map(name => found[name]),
                at + place * METRICS,
              );
            }
          }
        at += FIGURES_OF_EACH;
      }
      await turn();
    }
    return days;
  }
}

/** How the figures of the services that are there are spread, for each length. */
function sidesOf(
  there: {
    template?: string;
    ageDays: number;
    figures: Float64Array;
    /** Where its own begin. */
    place: number;
  }[],
  terms: Terms,
): Sides[] {
  return KEPT_LENGTHS.map((_, length) => {
    const builder = new SidesBuilder();
    for (const { template, ageDays, figures, place } of there) {
      const from = place + length * METRICS;
      builder.add(
        template === undefined ? NO_PATH : terms.id('template', template),
        [...figures.subarray(from, from + METRICS), ageDays],
      );
    }
    return builder.build();
  });
}

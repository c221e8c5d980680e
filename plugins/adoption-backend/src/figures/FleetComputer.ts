import { setImmediate as turn } from 'node:timers/promises';
import { METRIC_NAMES } from '@fairway/plugin-metrics-common';
import { DELIVERY_DAYS } from '@fairway/plugin-adoption-common';
import type { ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import { makingFigures } from '../database/locks';
import { Fleet } from './Fleet';
import { FIGURES, type FleetService, encodeFleet } from './FleetDay';
import { type DeliveryDayRow, ServiceFigures } from './ServiceFigures';
import { Terms } from './Terms';

/** As many days are made at a time as hold their figures in a few dozen megabytes, however many services there are. */
const FIGURES_AT_ONCE = 8_000_000;
const MOST_DAYS_AT_ONCE = 128;
const SERVICES_AT_ONCE = 200;
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
        Math.floor(FIGURES_AT_ONCE / Math.max(1, length * FIGURES)),
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
    const onDay = (day: number) =>
      [...fleet.at(day, zone)].map((one): FleetService => {
        const { entityRef, origin } = one.service;
        const at = placeOf.get(entityRef)! * FIGURES;
        const own = figures[day - start].slice(at, at + FIGURES);
        own[FIGURES - 1] = one.ageDays;
        return { ...one, entityRef, origin, figures: own };
      });
    for (let first = start; first <= end; first += DAYS_A_TRANSACTION) {
      const last = Math.min(end, first + DAYS_A_TRANSACTION - 1);
      await makingFigures(knex, async transaction => {
        const terms = Terms.create({ transaction });
        for (let day = first; day <= last; day++) {
          await transaction('fleet_day')
            .insert({ day, ...(await encodeFleet(onDay(day), terms)) })
            .onConflict('day')
            .merge();
          await turn();
        }
      });
    }
  }

  /** The services' own figures on each of some days, in the order of the fleet. */
  async #figuresOf(
    fleet: Fleet,
    start: number,
    end: number,
  ): Promise<Float32Array[]> {
    const { minimumSample } = this.#options;
    const days = Array.from({ length: end - start + 1 }, () =>
      new Float32Array(fleet.services.length * FIGURES).fill(NaN),
    );
    for (
      let first = 0;
      first < fleet.services.length;
      first += SERVICES_AT_ONCE
    ) {
      const refs = fleet.services
        .slice(first, first + SERVICES_AT_ONCE)
        .map(({ entityRef }) => entityRef);
      const rows = await deliveryRows(this.#options.knex, {
        refs,
        from: start - DELIVERY_DAYS + 1,
        to: end,
      });
      refs.forEach((ref, index) => {
        const own = rows.get(ref);
        if (!own) return;
        const moving = new ServiceFigures(own, minimumSample);
        const at = (first + index) * FIGURES;
        for (let day = start; day <= end; day++) {
          const found = moving.upTo(day);
          METRIC_NAMES.forEach((name, metric) => {
            days[day - start][at + metric] = found[name];
          });
        }
      });
      await turn();
    }
    return days;
  }
}

/** What reached production from day to day, by service, oldest first. */
export async function deliveryRows(
  knex: Knex,
  asked: { refs: string[]; from: number; to: number },
): Promise<Map<string, DeliveryDayRow[]>> {
  const rows: DeliveryDayRow[] = await knex('delivery_day')
    .whereIn('entity_ref', asked.refs)
    .where('day', '>=', asked.from)
    .where('day', '<=', asked.to);
  const found = new Map<string, DeliveryDayRow[]>();
  for (const row of rows) {
    const own = found.get(row.entity_ref);
    if (own) own.push(row);
    else found.set(row.entity_ref, [row]);
  }
  for (const own of found.values()) own.sort((a, b) => a.day - b.day);
  return found;
}

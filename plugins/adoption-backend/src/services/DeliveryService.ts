import {
  type AgeFigure,
  DELIVERY_CAVEAT,
  type DeliveryAnswer,
  type DeliveryComparison,
  type Spread,
} from '@fairway/plugin-adoption-common';
import { METRIC_NAMES, type MetricName } from '@fairway/plugin-metrics-common';
import { onceAllowed } from '@fairway/serving';
import type { Knex } from 'knex';
import { KEPT_LENGTHS } from '../figures/FleetComputer';
import {
  AGE,
  ANY_PATH,
  NO_PATH,
  QUANTILES,
  type Side,
  type Sides,
  decodeSpreads,
} from '../figures/Spreads';
import { type AskedDays, sidesFromFacts } from '../figures/sidesFromFacts';
import type { TermNames } from '../queries/DayQueries';
import type { Filters } from '../queries/Narrowing';
import { type Asked, type Question, answered, understand } from './Asked';
import type { DashboardOptions } from './CreationsService';

/** No template has this number. */
const UNKNOWN = -2;
const NOBODY: Side = { services: 0, figures: [] };
const NOTHING = { n: 0, quantiles: [] as number[] };
const MEDIAN = QUANTILES.indexOf(0.5);

/** The days that a period's figures are taken over: those of them that have begun. */
export function deliveryDays(
  { window, before }: Pick<Question, 'window' | 'before'>,
  today: number,
): { now: AskedDays; before?: AskedDays } {
  const { fromDay, toDay } = window;
  const day = Math.max(fromDay - 1, Math.min(toDay - 1, today));
  return {
    now: { day, length: day + 1 - fromDay },
    ...(before && {
      before: { day: fromDay - 1, length: fromDay - before.fromDay },
    }),
  };
}

/** How services on a path are delivered, beside those off one. */
export class DeliveryService {
  readonly #options: DashboardOptions & { knex: Knex };

  private constructor(options: DashboardOptions & { knex: Knex }) {
    this.#options = options;
  }

  static create(options: DashboardOptions & { knex: Knex }): DeliveryService {
    return new DeliveryService(options);
  }

  async answer(asked: Asked): Promise<DeliveryAnswer> {
    const { authorization, days, reach, zone, minimumSample } = this.#options;
    const question = understand(asked, zone);
    const { filters } = question;
    const period = deliveryDays(question, zone.dayOf(this.#options.now()));
    const periods = [period.now, ...(period.before ? [period.before] : [])];
    const [kept, terms, freshness] = await onceAllowed(
      authorization.requireRead(asked.credentials),
      Promise.all([
        this.#kept(periods, filters),
        days.terms(['template']),
        reach.freshness(),
      ]),
    );
    const [now, before] =
      kept ?? (await this.#fromFacts(periods, filters, terms));
    const onPath =
      filters.template === undefined
        ? ANY_PATH
        : (terms.id('template', filters.template) ?? UNKNOWN);
    const of = (sides: Sides, side: number) => sides.get(side) ?? NOBODY;
    const spread = (side: number, metric: number): Spread =>
      spreadOf({
        now: of(now, side),
        before: before && of(before, side),
        ...{ metric, needed: minimumSample },
      });
    return {
      ...answered(question, { zone, needed: minimumSample, freshness }),
      days: period.now.length,
      figuresFrom: zone.textOf(period.now.day + 1 - period.now.length),
      figuresTo: zone.textOf(period.now.day + 1),
      caveat: DELIVERY_CAVEAT,
      metrics: Object.fromEntries(
        METRIC_NAMES.map((metric, place): [MetricName, DeliveryComparison] => [
          metric,
          {
            metric,
            onPath: spread(onPath, place),
            offPath: spread(NO_PATH, place),
          },
        ]),
      ) as Record<MetricName, DeliveryComparison>,
      age: {
        onPath: ageOf(of(now, onPath), minimumSample),
        offPath: ageOf(of(now, NO_PATH), minimumSample),
      },
    };
  }

  /** Undefined where not everything that is asked for is kept. */
  async #kept(
    periods: AskedDays[],
    { team, system }: Filters,
  ): Promise<Sides[] | undefined> {
    if (team !== undefined || system !== undefined) return undefined;
    const places = periods.map(({ length }) => KEPT_LENGTHS.indexOf(length));
    if (places.includes(-1)) return undefined;
    const rows = await this.#options.days.fleet(
      periods.map(({ day }) => day),
      'spreads',
    );
    return periods.map(({ day }, place) => {
      const bytes = rows.get(day);
      return bytes ? decodeSpreads(bytes, places[place]) : new Map();
    });
  }

  #fromFacts(
    asked: AskedDays[],
    { team, system }: Filters,
    terms: TermNames,
  ): Promise<Sides[]> {
    const { knex, zone, minimumSample } = this.#options;
    return sidesFromFacts({
      ...{ knex, zone, asked, needed: minimumSample },
      owner: { team, system },
      sideOf: template => terms.id('template', template) ?? UNKNOWN,
    });
  }
}

function spreadOf(options: {
  now: Side;
  before?: Side;
  metric: number;
  needed: number;
}): Spread {
  const { now, before, metric, needed } = options;
  const { n, quantiles } = now.figures[metric] ?? NOTHING;
  const earlier = before && (before.figures[metric] ?? NOTHING);
  const enough = n >= needed;
  const [p10, p25, median, p75, p90] = quantiles;
  return {
    ...{ n, leftOut: now.services - n, enough },
    ...(enough && { p10, p25, median, p75, p90 }),
    ...(earlier && {
      before: {
        n: earlier.n,
        ...(earlier.n >= needed && { median: earlier.quantiles[MEDIAN] }),
      },
    }),
  };
}

function ageOf({ services, figures }: Side, needed: number): AgeFigure {
  const { n, quantiles } = figures[AGE] ?? NOTHING;
  return {
    services,
    ...(n >= needed && { medianDays: quantiles[MEDIAN] }),
  };
}

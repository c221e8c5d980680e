import {
  type AgeFigure,
  DELIVERY_CAVEAT,
  DELIVERY_DAYS,
  type DeliveryAnswer,
  type DeliveryComparison,
  type Spread,
} from '@fairway/plugin-adoption-common';
import { METRIC_NAMES, type MetricName } from '@fairway/plugin-metrics-common';
import { FIGURES, decodeFigures, decodeParties } from '../figures/FleetDay';
import { NO_TERM } from '../figures/Terms';
import type { FleetDayRow } from '../queries/DayQueries';
import { Narrowing } from '../queries/Narrowing';
import { type Asked, answered, understand } from './Asked';
import type { DashboardOptions } from './CreationsService';

type Side = 'onPath' | 'offPath';

/** The services of one side, and of each figure those that have one, sorted. */
interface Group {
  services: number;
  figures: Float32Array[];
}

const AGE = FIGURES - 1;
const NOBODY: Record<Side, Group> = {
  onPath: { services: 0, figures: [] },
  offPath: { services: 0, figures: [] },
};

/** How services on a path are delivered, beside those off one. */
export class DeliveryService {
  readonly #options: DashboardOptions;

  private constructor(options: DashboardOptions) {
    this.#options = options;
  }

  static create(options: DashboardOptions): DeliveryService {
    return new DeliveryService(options);
  }

  async answer(asked: Asked): Promise<DeliveryAnswer> {
    const { authorization, days, reach, zone, minimumSample } = this.#options;
    const question = understand(asked, zone);
    const { filters } = question;
    const { fromDay, toDay } = question.window;
    const today = zone.dayOf(this.#options.now());
    const last = Math.max(fromDay - 1, Math.min(toDay - 1, today));
    const [rows, terms, freshness] = await Promise.all([
      days.fleet(asked.compare ? [fromDay - 1, last] : [last], {
        figures: true,
      }),
      days.terms([], [filters.team, filters.template, filters.system]),
      reach.freshness(),
      // Nothing leaves before this is decided.
      authorization.requireRead(asked.credentials),
    ]);
    const narrowing = Narrowing.create({ filters, idOf: terms.id });
    const now = sidesOf(rows.get(last), narrowing);
    const before = asked.compare
      ? sidesOf(rows.get(fromDay - 1), narrowing)
      : undefined;
    const spread = (side: Side, metric: number): Spread =>
      spreadOf({
        now: now[side],
        before: before?.[side],
        ...{ metric, needed: minimumSample },
      });
    return {
      ...answered(question, { zone, needed: minimumSample, freshness }),
      days: DELIVERY_DAYS,
      figuresFrom: zone.textOf(last + 1 - DELIVERY_DAYS),
      figuresTo: zone.textOf(last + 1),
      caveat: DELIVERY_CAVEAT,
      metrics: Object.fromEntries(
        METRIC_NAMES.map((metric, place): [MetricName, DeliveryComparison] => [
          metric,
          {
            metric,
            onPath: spread('onPath', place),
            offPath: spread('offPath', place),
          },
        ]),
      ) as Record<MetricName, DeliveryComparison>,
      age: {
        onPath: ageOf(now.onPath, minimumSample),
        offPath: ageOf(now.offPath, minimumSample),
      },
    };
  }
}

/** On the path that is asked for, where one is; off a path is who is on none at all. */
function sidesOf(
  row: FleetDayRow | undefined,
  narrowing: Narrowing,
): Record<Side, Group> {
  if (!row?.figures) return NOBODY;
  const all = decodeFigures(row.figures);
  const capacity = all.length / FIGURES;
  const empty = () => ({
    services: 0,
    figures: Array.from({ length: FIGURES }, () => new Float32Array(capacity)),
    sizes: new Array<number>(FIGURES).fill(0),
  });
  const sides = { onPath: empty(), offPath: empty() };
  let at = 0;
  for (const party of decodeParties(row.parties)) {
    const from = at;
    at += party.services * FIGURES;
    if (!narrowing.fitsOwner(party.team, party.system)) continue;
    if (
      party.template !== NO_TERM &&
      narrowing.template !== undefined &&
      narrowing.template !== party.template
    )
      continue;
    const side = sides[party.template === NO_TERM ? 'offPath' : 'onPath'];
    side.services += party.services;
    for (let place = from; place < at; place += FIGURES)
      for (let figure = 0; figure < FIGURES; figure++) {
        const value = all[place + figure];
        if (!Number.isNaN(value))
          side.figures[figure][side.sizes[figure]++] = value;
      }
  }
  const sorted = ({ services, figures, sizes }: ReturnType<typeof empty>) => ({
    services,
    figures: figures.map((values, figure) =>
      values.subarray(0, sizes[figure]).sort(),
    ),
  });
  return { onPath: sorted(sides.onPath), offPath: sorted(sides.offPath) };
}

/** Between two values the line between them, as SQL's percentile_cont. */
function quantile(sorted: Float32Array, share: number): number {
  const rank = share * (sorted.length - 1);
  const low = Math.floor(rank);
  const high = Math.min(low + 1, sorted.length - 1);
  const value = sorted[low] + (sorted[high] - sorted[low]) * (rank - low);
  // What is beyond is only how numbers are kept.
  return Number(value.toPrecision(6));
}

const NO_FIGURES = new Float32Array();

function spreadOf(options: {
  now: Group;
  before?: Group;
  metric: number;
  needed: number;
}): Spread {
  const { now, before, metric, needed } = options;
  const values = now.figures[metric] ?? NO_FIGURES;
  const earlier = before && (before.figures[metric] ?? NO_FIGURES);
  const enough = values.length >= needed;
  return {
    ...{ n: values.length, leftOut: now.services - values.length, enough },
    ...(enough && {
      p10: quantile(values, 0.1),
      p25: quantile(values, 0.25),
      median: quantile(values, 0.5),
      p75: quantile(values, 0.75),
      p90: quantile(values, 0.9),
    }),
    ...(earlier && {
      before: {
        n: earlier.length,
        ...(earlier.length >= needed && { median: quantile(earlier, 0.5) }),
      },
    }),
  };
}

function ageOf({ services, figures }: Group, needed: number): AgeFigure {
  const ages = figures[AGE] ?? NO_FIGURES;
  return {
    services,
    ...(ages.length >= needed && { medianDays: quantile(ages, 0.5) }),
  };
}

import {
  type DeliveryDay,
  METRIC_NAMES,
  type MetricName,
} from '@fairway/plugin-metrics-common';

function placeOf(sorted: number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function medianOf(sorted: number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

const NOTHING = Object.fromEntries(
  METRIC_NAMES.map(name => [name, NaN]),
) as Record<MetricName, number>;

/**
 * One service's own five figures over the last days, moved on from day to day. What counts as enough is the metrics plugin's
 * rule: medians and rates from a stated number on, a frequency from the first deployment on.
 */
export class ServiceFigures {
  readonly #days: DeliveryDay[];
  readonly #needed: number;
  readonly #length: number;
  readonly #lead: number[] = [];
  readonly #recovery: number[] = [];
  #deployments = 0;
  #failed = 0;
  #rework = 0;
  /** Days up to here are in, those before `#out` have left. */
  #in: number | undefined;
  #out = 0;
  #figures = NOTHING;

  /**
   * @param options.days - of one service, oldest first
   * @param options.length - how many days the figures are taken over
   */
  constructor(options: {
    days: DeliveryDay[];
    needed: number;
    length: number;
  }) {
    this.#days = options.days;
    this.#needed = options.needed;
    this.#length = options.length;
  }

  /** The figures over the days up to this one, which comes after those asked for before; NaN where there is none. */
  upTo(day: number): Record<MetricName, number> {
    const first = day - this.#length + 1;
    if (this.#in === undefined) {
      // What has left before anybody asked never was in.
      const place = this.#days.findIndex(one => one.day >= first);
      this.#in = place < 0 ? this.#days.length : place;
      this.#out = this.#in;
    }
    const [wasIn, wasOut] = [this.#in, this.#out];
    while (this.#days[this.#in]?.day <= day) this.#count(this.#in++, 1);
    while (this.#out < this.#in && this.#days[this.#out].day < first)
      this.#count(this.#out++, -1);
    if (wasIn !== this.#in || wasOut !== this.#out)
      this.#figures = this.#compute();
    return this.#figures;
  }

  #compute(): Record<MetricName, number> {
    const enough = this.#deployments >= this.#needed;
    return {
      changeLeadTime:
        this.#lead.length >= this.#needed ? medianOf(this.#lead) : NaN,
      deploymentFrequency: this.#deployments
        ? this.#deployments / this.#length
        : NaN,
      changeFailRate: enough ? this.#failed / this.#deployments : NaN,
      failedDeploymentRecoveryTime:
        this.#recovery.length >= this.#needed ? medianOf(this.#recovery) : NaN,
      deploymentReworkRate: enough ? this.#rework / this.#deployments : NaN,
    };
  }

  #count(index: number, sign: 1 | -1) {
    const day = this.#days[index];
    this.#deployments += sign * day.deployments;
    this.#failed += sign * day.failed;
    this.#rework += sign * day.rework;
    for (const [sorted, values] of [
      [this.#lead, day.lead],
      [this.#recovery, day.recovery],
    ] as const)
      for (const value of values) {
        const place = placeOf(sorted, value);
        if (sign > 0) sorted.splice(place, 0, value);
        else sorted.splice(place, 1);
      }
  }
}

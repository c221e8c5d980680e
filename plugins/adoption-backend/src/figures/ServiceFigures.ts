import { DELIVERY_DAYS } from '@fairway/plugin-adoption-common';
import type { MetricName } from '@fairway/plugin-metrics-common';
import { unpackSeconds } from '../facts/packSeconds';

/** A row of `delivery_day`. */
export interface DeliveryDayRow {
  entity_ref: string;
  day: number;
  deployments: number;
  failed: number;
  rework: number;
  lead: Buffer;
  recovery: Buffer;
}

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

/**
 * One service's own five figures over the last days, moved on from day to day. What counts as enough is the metrics plugin's
 * rule: medians and rates from a stated number on, a frequency from the first deployment on.
 */
export class ServiceFigures {
  readonly #rows: DeliveryDayRow[];
  readonly #needed: number;
  readonly #lead: number[] = [];
  readonly #recovery: number[] = [];
  #deployments = 0;
  #failed = 0;
  #rework = 0;
  /** Rows up to here are in, those before `#out` have left. */
  #in = 0;
  #out = 0;

  /** @param rows - of one service, oldest first */
  constructor(rows: DeliveryDayRow[], needed: number) {
    this.#rows = rows;
    this.#needed = needed;
  }

  /** The figures over the days up to this one, which comes after those asked for before; NaN where there is none. */
  upTo(day: number): Record<MetricName, number> {
    while (this.#rows[this.#in]?.day <= day) this.#count(this.#in++, 1);
    while (
      this.#out < this.#in &&
      this.#rows[this.#out].day <= day - DELIVERY_DAYS
    )
      this.#count(this.#out++, -1);
    const enough = this.#deployments >= this.#needed;
    return {
      changeLeadTime:
        this.#lead.length >= this.#needed ? medianOf(this.#lead) : NaN,
      deploymentFrequency: this.#deployments
        ? this.#deployments / DELIVERY_DAYS
        : NaN,
      changeFailRate: enough ? this.#failed / this.#deployments : NaN,
      failedDeploymentRecoveryTime:
        this.#recovery.length >= this.#needed ? medianOf(this.#recovery) : NaN,
      deploymentReworkRate: enough ? this.#rework / this.#deployments : NaN,
    };
  }

  #count(index: number, sign: 1 | -1) {
    const row = this.#rows[index];
    this.#deployments += sign * row.deployments;
    this.#failed += sign * row.failed;
    this.#rework += sign * row.rework;
    for (const [sorted, bytes] of [
      [this.#lead, row.lead],
      [this.#recovery, row.recovery],
    ] as const)
      for (const value of unpackSeconds(bytes))
        sorted.splice(
          placeOf(sorted, value),
          sign > 0 ? 0 : 1,
          ...(sign > 0 ? [value] : []),
        );
  }
}

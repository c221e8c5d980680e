import type { Method } from '@fairway/plugin-metrics-common';

/** Up to so many values every single one is looked at. */
export const EXACT_UP_TO = 2_000;
/** Relative error of a histogram's answer. */
const ACCURACY = 0.01;
const GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
const LOG_GAMMA = Math.log(GAMMA);
/** Enough for four bytes of seconds. */
const BINS = 2 + Math.ceil(Math.log(2 ** 32) / LOG_GAMMA);

const computedBin = (value: number) =>
  value < 1 ? 0 : 1 + Math.ceil(Math.log(value) / LOG_GAMMA);

/** The bins of all durations up to half a day and more: most are, and looking up is quicker. */
const LOOKED_UP = 0x10000;
let bins: Uint16Array | undefined;

function binOf(value: number): number {
  if (value >= LOOKED_UP || !Number.isInteger(value)) return computedBin(value);
  bins ??= Uint16Array.from({ length: LOOKED_UP }, (_, second) =>
    computedBin(second),
  );
  return bins[value];
}

/** The value of a bin that is within 1 % of all its values. */
const middleOf = (bin: number) =>
  bin === 0 ? 0 : (2 * GAMMA ** (bin - 1)) / (GAMMA + 1);

/**
 * Durations in seconds, and what share of them is below what: from every value while they are few, then from a histogram
 * whose bins are 1 % wide to either side (Masson, Rim, Lee: DDSketch, VLDB 2019).
 */
export class Durations {
  #values: number[] = [];
  #bins: Uint32Array | undefined;
  #size = 0;
  #sorted = false;

  get size(): number {
    return this.#size;
  }

  get method(): Method {
    return this.#bins ? 'histogram' : 'exact';
  }

  add(value: number): void {
    this.#size += 1;
    if (this.#bins) {
      this.#bins[binOf(value)] += 1;
      return;
    }
    this.#values.push(value);
    this.#sorted = false;
    if (this.#size > EXACT_UP_TO) this.#giveUpValues();
  }

  merge(other: Durations): void {
    if (!other.#bins) {
      for (const value of other.#values) this.add(value);
      return;
    }
    if (!this.#bins) this.#giveUpValues();
    this.#size += other.#size;
    for (let bin = 0; bin < BINS; bin++) this.#bins![bin] += other.#bins[bin];
  }

  /** Between two values the line between them, as SQL's percentile_cont. Undefined where there is nothing. */
  quantile(share: number): number | undefined {
    if (!this.#size) return undefined;
    const rank = share * (this.#size - 1);
    const low = Math.floor(rank);
    const below = this.#at(low);
    const above = rank === low ? below : this.#at(low + 1);
    return Math.round((below + (above - below) * (rank - low)) * 1000) / 1000;
  }

  #giveUpValues() {
    this.#bins = new Uint32Array(BINS);
    for (const value of this.#values) this.#bins[binOf(value)] += 1;
    this.#values = [];
  }

  #at(place: number): number {
    if (!this.#bins) {
      if (!this.#sorted) this.#values.sort((a, b) => a - b);
      this.#sorted = true;
      return this.#values[place];
    }
    let passed = 0;
    for (let bin = 0; bin < BINS; bin++) {
      passed += this.#bins[bin];
      if (passed > place) return middleOf(bin);
    }
    throw new Error(`There is no value ${place}`);
  }
}

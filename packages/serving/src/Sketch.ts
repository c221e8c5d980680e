import { BINS, binOf, middleOf } from './logarithmicBins';
import { VarintReader, VarintWriter } from './varint';

/** Up to so many values every single one is kept, and answers are exact. */
export const EXACT_UP_TO = 2_000;

const EXACT = 0;
const HISTOGRAM = 1;

/**
 * Durations in whole seconds, kept so that those of many days and services can be put together: every single value while
 * they are few, then a histogram with bins whose middle is within 1 % of each of its values (Masson, Rim, Lee: DDSketch,
 * VLDB 2019). Putting together is commutative and associative.
 */
export class Sketch {
  #values: number[] | undefined = [];
  #bins: Float64Array | undefined;
  #size = 0;
  /** The values in order, until another comes. */
  #order: Float64Array | undefined;

  static of(values: Iterable<number>): Sketch {
    const sketch = new Sketch();
    for (const value of values) sketch.add(value);
    return sketch;
  }

  static decode(bytes: Uint8Array | null | undefined): Sketch {
    const sketch = new Sketch();
    if (bytes?.length) sketch.mergeEncoded(bytes);
    return sketch;
  }

  get size(): number {
    return this.#size;
  }

  /** Whether every single value is still known. */
  get method(): 'exact' | 'histogram' {
    return this.#values ? 'exact' : 'histogram';
  }

  add(value: number): void {
    this.#size += 1;
    this.#order = undefined;
    if (this.#values && this.#size > EXACT_UP_TO) this.#giveUpValues();
    if (this.#values) this.#values.push(value);
    else this.#bins![binOf(value)] += 1;
  }

  merge(other: Sketch): void {
    this.mergeEncoded(other.encode());
  }

  /** Puts in what `encode` gave, without building a sketch of it first: many days are read at once. */
  mergeEncoded(bytes: Uint8Array, start = 0, end = bytes.length): void {
    const reader = new VarintReader(bytes, start, end);
    if (reader.next() === EXACT) {
      for (let value = 0; !reader.done;) this.add((value += reader.next()));
      return;
    }
    this.#giveUpValues();
    const bins = this.#bins!;
    let size = 0;
    for (let bin = 0; !reader.done;) {
      bin += reader.next();
      const count = reader.next();
      size += count;
      bins[bin] += count;
    }
    this.#size += size;
  }

  /**
   * The value below which a share of all lies, in seconds; between two values the line between them (as SQL's
   * percentile_cont). Undefined where there is nothing.
   */
  quantile(share: number): number | undefined {
    if (!this.#size) return undefined;
    const rank = share * (this.#size - 1);
    const low = Math.floor(rank);
    const [below, above] = this.#at(low, Math.min(low + 1, this.#size - 1));
    // To the millisecond: what is beyond is only how numbers are kept.
    return Math.round((below + (above - below) * (rank - low)) * 1000) / 1000;
  }

  encode(): Uint8Array {
    const writer = new VarintWriter();
    if (this.#values) {
      writer.add(EXACT);
      let before = 0;
      for (const value of this.#sorted()) {
        writer.add(value - before);
        before = value;
      }
    } else {
      writer.add(HISTOGRAM);
      let before = 0;
      for (let bin = 0; bin < BINS; bin++) {
        const count = this.#bins![bin];
        if (!count) continue;
        writer.add(bin - before);
        writer.add(count);
        before = bin;
      }
    }
    return writer.bytes();
  }

  #giveUpValues() {
    if (!this.#values) return;
    this.#bins = new Float64Array(BINS);
    for (const value of this.#values) this.#bins[binOf(value)] += 1;
    this.#values = undefined;
    this.#order = undefined;
  }

  #sorted(): Float64Array {
    return (this.#order ??= new Float64Array(this.#values!).sort());
  }

  #at(...ranks: [number, number]): [number, number] {
    if (this.#values) {
      const sorted = this.#sorted();
      return [sorted[ranks[0]], sorted[ranks[1]]];
    }
    const found: number[] = [];
    let passed = 0;
    for (let bin = 0; bin < BINS && found.length < 2; bin++) {
      passed += this.#bins![bin];
      while (found.length < 2 && ranks[found.length] < passed)
        found.push(middleOf(bin));
    }
    return found as [number, number];
  }
}

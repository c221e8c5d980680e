import { METRIC_NAMES } from '@fairway/plugin-metrics-common';
import { quantile } from '@fairway/serving';
import { NO_TERM } from './Terms';

/** Of each service: its five metrics in the order of METRIC_NAMES, and its age in days. */
export const FIGURES = METRIC_NAMES.length + 1;
export const AGE = FIGURES - 1;

/** As answers show them. */
export const QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/** How one figure is spread over the services that have one. */
export interface SpreadNumbers {
  n: number;
  /** In the order of QUANTILES; not numbers where nobody has one. */
  quantiles: number[];
}

/** The services of one side, and how each of their figures is spread. */
export interface Side {
  services: number;
  figures: SpreadNumbers[];
}

/** Stands for services on whatever path, where templates have their own numbers. */
export const ANY_PATH = -1;
/** Services on no path. */
export const NO_PATH = NO_TERM;

/** Sides by the number of their template; beside those of templates ANY_PATH and NO_PATH. */
export type Sides = Map<number, Side>;

function spreadOf(values: number[]): SpreadNumbers {
  const sorted = Float64Array.from(values).sort();
  return {
    n: sorted.length,
    quantiles: QUANTILES.map(share =>
      // What is beyond is only how numbers are kept.
      Number(quantile(sorted, share).toPrecision(6)),
    ),
  };
}

interface Group {
  services: number;
  values: number[][];
}

/** Collects services, each with its own figures. */
export class SidesBuilder {
  readonly #groups = new Map<number, Group>();

  constructor() {
    for (const side of [ANY_PATH, NO_PATH]) this.#group(side);
  }

  /** @param figures - of one service, not numbers where it has none; on no path where the template is NO_TERM */
  add(template: number, figures: ArrayLike<number>): void {
    const own = this.#group(template);
    this.#addTo(own, figures);
    if (template !== NO_PATH) this.#addTo(this.#group(ANY_PATH), figures);
  }

  build(): Sides {
    return new Map(
      [...this.#groups].map(([template, { services, values }]) => [
        template,
        { services, figures: values.map(spreadOf) },
      ]),
    );
  }

  #group(template: number): Group {
    let group = this.#groups.get(template);
    if (!group) {
      group = {
        services: 0,
        values: Array.from({ length: FIGURES }, () => []),
      };
      this.#groups.set(template, group);
    }
    return group;
  }

  #addTo(group: Group, figures: ArrayLike<number>) {
    group.services += 1;
    for (let figure = 0; figure < FIGURES; figure++)
      if (!Number.isNaN(figures[figure]))
        group.values[figure].push(figures[figure]);
  }
}

const NUMBERS = 2 + FIGURES * (1 + QUANTILES.length);

/**
 * For each length that is kept how many sides there are, then each: the template, services, and for each figure how many
 * have one and its quantiles. All as float64, little endian.
 */
export function encodeSpreads(kept: Sides[]): Buffer {
  const numbers = kept.flatMap(sides => [
    sides.size,
    ...[...sides].flatMap(([template, { services, figures }]) => [
      ...[template, services],
      ...figures.flatMap(({ n, quantiles }) => [n, ...quantiles]),
    ]),
  ]);
  return Buffer.from(Float64Array.from(numbers).buffer);
}

/** @param place - of the length, among those that are kept */
export function decodeSpreads(bytes: Uint8Array, place: number): Sides {
  // What the database gives may begin anywhere; numbers begin at whole ones.
  const numbers = new Float64Array(new Uint8Array(bytes).buffer);
  let at = 0;
  for (let passed = 0; passed < place; passed++)
    at += 1 + numbers[at] * NUMBERS;
  const sides: Sides = new Map();
  for (let left = numbers[at++]; left > 0; left--) {
    const own = numbers.subarray(at, (at += NUMBERS));
    sides.set(own[0], {
      services: own[1],
      figures: Array.from({ length: FIGURES }, (_, figure) => {
        const start = 2 + figure * (1 + QUANTILES.length);
        return {
          n: own[start],
          quantiles: [...own.subarray(start + 1, start + 1 + QUANTILES.length)],
        };
      }),
    });
  }
  return sides;
}

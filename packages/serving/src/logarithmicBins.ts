/** Relative error of a histogram's answer. */
const ACCURACY = 0.01;
const GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
const LOG_GAMMA = Math.log(GAMMA);

/** Enough for every whole number of seconds that a number can hold exactly. */
export const BINS =
  2 + Math.ceil(Math.log(Number.MAX_SAFE_INTEGER) / LOG_GAMMA);

const computedBin = (value: number) =>
  value < 1 ? 0 : 1 + Math.max(0, Math.ceil(Math.log(value) / LOG_GAMMA));

/** The bins of all durations up to half a day and more: most are, and looking up is quicker. */
const LOOKED_UP = 0x10000;
let bins: Uint16Array | undefined;

/** Bin 0 holds what took less than a second; bin i the values in (γ^(i-1), γ^i]. */
export function binOf(value: number): number {
  if (value >= LOOKED_UP || !Number.isInteger(value)) return computedBin(value);
  bins ??= Uint16Array.from({ length: LOOKED_UP }, (_, second) =>
    computedBin(second),
  );
  return bins[value];
}

/** The value of a bin that is within 1 % of all its values. */
export const middleOf = (bin: number) =>
  bin === 0 ? 0 : (2 * GAMMA ** (bin - 1)) / (GAMMA + 1);

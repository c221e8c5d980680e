/** Relative error of a histogram's answer. */
const ACCURACY = 0.01;
const GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
const LOG_GAMMA = Math.log(GAMMA);

/** Enough for every whole number of seconds that a number can hold exactly. */
export const BINS =
  2 + Math.ceil(Math.log(Number.MAX_SAFE_INTEGER) / LOG_GAMMA);

/** Bin 0 holds what took less than a second; bin i the values in (γ^(i-1), γ^i]. */
export const binOf = (value: number) =>
  value < 1 ? 0 : 1 + Math.max(0, Math.ceil(Math.log(value) / LOG_GAMMA));

/** The value of a bin that is within 1 % of all its values. */
export const middleOf = (bin: number) =>
  bin === 0 ? 0 : (2 * GAMMA ** (bin - 1)) / (GAMMA + 1);

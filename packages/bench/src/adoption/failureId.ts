/** The id of a group of failures, as short as real ones are. */
export const failureId = (number: number): string =>
  `f${String(number).padStart(19, '0')}`;

import type { VarintReader, VarintWriter } from '@fairway/serving';

/** Whole numbers from 0 on, in order, each by what it is more than the one before. */
export function addNumbers(writer: VarintWriter, numbers: Iterable<number>) {
  const sorted = [...numbers].sort((a, b) => a - b);
  writer.add(sorted.length);
  let before = 0;
  for (const number of sorted) {
    writer.add(number - before);
    before = number;
  }
}

/** Puts what `addNumbers` wrote into a set. */
export function nextNumbers(reader: VarintReader, into: Set<number>) {
  let number = 0;
  for (let left = reader.next(); left > 0; left--) {
    number += reader.next();
    into.add(number);
  }
}

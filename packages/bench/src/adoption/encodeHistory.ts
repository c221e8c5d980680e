import type { DeliveryDay } from '@fairway/plugin-metrics-common';

function* varint(value: number): Iterable<number> {
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80))
    yield (rest % 0x80) | 0x80;
  yield rest;
}

/** Each number by what it is more than the one before. */
const steps = (sorted: number[]) =>
  sorted.map((value, place) => value - (place ? sorted[place - 1] : 0));

/** A service's delivery as the adoption plugin keeps it; days and durations come in order. */
export function encodeHistory(days: DeliveryDay[]): Buffer {
  const after = steps(days.map(({ day }) => day));
  const numbers = days.flatMap((day, place) => [
    ...[after[place], day.deployments, day.failed, day.rework],
    ...[day.lead.length, ...steps(day.lead)],
    ...[day.recovery.length, ...steps(day.recovery)],
  ]);
  return Buffer.from(numbers.flatMap(number => [...varint(number)]));
}

import type { DeliveryDay } from '@fairway/plugin-metrics-common';
import { VarintReader, VarintWriter } from '@fairway/serving';

/** What a database takes for a duration; nothing took longer than 136 years. */
const MOST = 0xffffffff;

function addSeconds(writer: VarintWriter, seconds: number[]) {
  const sorted = seconds
    .map(value => Math.min(MOST, Math.max(0, Math.round(value))))
    .sort((a, b) => a - b);
  writer.add(sorted.length);
  sorted.forEach((value, place) =>
    writer.add(value - (place ? sorted[place - 1] : 0)),
  );
}

function nextSeconds(reader: VarintReader): number[] {
  const seconds: number[] = [];
  for (let left = reader.next(), value = 0; left > 0; left--)
    seconds.push((value += reader.next()));
  return seconds;
}

/**
 * What came of a service's delivery, oldest day first, as varints: of each day how many days it is after the one before
 * (the first: after 1970-01-01), deployments, of those failed and rework, then lead times and recovery times in seconds,
 * each list behind its length, in order, by what each is more than the one before.
 */
export function encodeHistory(days: DeliveryDay[]): Buffer {
  const writer = new VarintWriter();
  let before = 0;
  for (const day of [...days].sort((a, b) => a.day - b.day)) {
    writer.add(day.day - before);
    writer.add(day.deployments);
    writer.add(day.failed);
    writer.add(day.rework);
    addSeconds(writer, day.lead);
    addSeconds(writer, day.recovery);
    before = day.day;
  }
  return Buffer.from(writer.bytes());
}

export function decodeHistory(bytes: Uint8Array | undefined): DeliveryDay[] {
  if (!bytes) return [];
  const days: DeliveryDay[] = [];
  const reader = new VarintReader(bytes);
  for (let day = 0; !reader.done;) {
    day += reader.next();
    days.push({
      ...{ day, deployments: reader.next(), failed: reader.next() },
      ...{ rework: reader.next(), lead: nextSeconds(reader) },
      recovery: nextSeconds(reader),
    });
  }
  return days;
}

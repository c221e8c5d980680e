import { RUN_OUTCOMES, STAGES } from '@fairway/plugin-adoption-common';
import {
  type Creation,
  HOLDS,
  durationOf,
  holdOf,
  reachedBy,
  timesOf,
} from './Creation';
import type { Terms } from './Terms';

/*
 * The attempts that began on one day, in columns, so that those of many days are looked through quickly, whatever they are
 * narrowed by. All numbers little endian:
 *
 *   header     4 × uint32   how many attempts, times, failures; the layout's version
 *   times      uint32       seconds; which of an attempt's there are is told by its bits
 *   failures   3 × uint32   the attempt's place, the group, the second at which it happened (since 1970)
 *   templates, teams, systems, bits: uint16 for each attempt
 *
 * Bits, from the lowest: the stage that was reached, which is counted on from the last one where no repository is published
 * (3), what holds it there (3), the outcome of its run, 0 where there was
 * none (3), whether the creation ended well (1), which times there are: to each stage after the first, and the run's (6).
 */

const VERSION = 2;
const HEADER = 4;
const TIMES = STAGES.length;
const [HOLD, OUTCOME, FINISHED, TIME] = [3, 6, 9, 10];

/** Where no repository is published, an attempt is opened or started and nothing else. */
const UNPUBLISHED = STAGES.length;

export const publishesIn = (bits: number) => (bits & 7) < UNPUBLISHED;
export const reachedIn = (bits: number) =>
  publishesIn(bits) ? bits & 7 : (bits & 7) - UNPUBLISHED;
export const holdIn = (bits: number) => HOLDS[(bits >> HOLD) & 7];
/** Undefined where no run began. */
export const outcomeIn = (bits: number) =>
  RUN_OUTCOMES[((bits >> OUTCOME) & 7) - 1] as
    (typeof RUN_OUTCOMES)[number] | undefined;
export const startedIn = (bits: number) => ((bits >> OUTCOME) & 7) !== 0;
export const finishedIn = (bits: number) => ((bits >> FINISHED) & 1) === 1;
/** Whether there is a time; `place` is that of the stage in STAGES less one, the last is the run's. */
export const hasTime = (bits: number, place: number) =>
  ((bits >> (TIME + place)) & 1) === 1;

export interface CreationColumns {
  size: number;
  times: Uint32Array;
  failures: Uint32Array;
  templates: Uint16Array;
  teams: Uint16Array;
  systems: Uint16Array;
  bits: Uint16Array;
}

function bitsOf(creation: Creation, times: (number | undefined)[]): number {
  const outcome = creation.outcome
    ? RUN_OUTCOMES.indexOf(creation.outcome) + 1
    : 0;
  return times.reduce<number>(
    (bits, time, place) =>
      time === undefined ? bits : bits | (1 << (TIME + place)),
    (creation.publishes
      ? reachedBy(creation)
      : UNPUBLISHED + Math.min(1, reachedBy(creation))) |
      (HOLDS.indexOf(holdOf(creation)) << HOLD) |
      (outcome << OUTCOME) |
      (Number(creation.finished) << FINISHED),
  );
}

/** Names that have no number yet are learned first. */
export async function encodeCreations(
  creations: Creation[],
  terms: Terms,
): Promise<Buffer> {
  await terms.learn(
    'template',
    creations.map(one => one.template),
  );
  await terms.learn(
    'team',
    creations.map(one => one.team),
  );
  await terms.learn(
    'system',
    creations.map(one => one.system),
  );
  await terms.learn(
    'failure',
    creations.flatMap(one => one.failures.map(({ failure }) => failure)),
  );
  const times: number[] = [];
  const failures: number[] = [];
  const columns = creations.map((creation, place) => {
    const own = [...timesOf(creation), durationOf(creation)];
    times.push(...own.filter(time => time !== undefined));
    for (const { failure, at } of creation.failures)
      failures.push(
        ...[place, terms.id('failure', failure), Math.floor(at / 1000)],
      );
    return [
      terms.id('template', creation.template),
      terms.id('team', creation.team),
      terms.id('system', creation.system),
      bitsOf(creation, own),
    ];
  });
  const wide = Uint32Array.from([
    ...[creations.length, times.length, failures.length / 3, VERSION],
    ...times,
    ...failures,
  ]);
  const narrow = Uint16Array.from(
    [0, 1, 2, 3].flatMap(column => columns.map(row => row[column])),
  );
  return Buffer.concat([
    Buffer.from(wide.buffer, wide.byteOffset, wide.byteLength),
    Buffer.from(narrow.buffer, narrow.byteOffset, narrow.byteLength),
  ]);
}

export function decodeCreations(bytes: Buffer): CreationColumns {
  // What the database gives may begin anywhere; columns begin at whole numbers.
  const own = new Uint8Array(bytes).buffer;
  const [size, timeCount, failureCount] = new Uint32Array(own, 0, HEADER);
  let at = HEADER * 4;
  const wide = (length: number) => {
    const column = new Uint32Array(own, at, length);
    at += length * 4;
    return column;
  };
  const narrow = () => {
    const column = new Uint16Array(own, at, size);
    at += size * 2;
    return column;
  };
  return {
    size,
    times: wide(timeCount),
    failures: wide(failureCount * 3),
    templates: narrow(),
    teams: narrow(),
    systems: narrow(),
    bits: narrow(),
  };
}

/** How many times an attempt can have at most. */
export const TIMES_OF_EACH = TIMES;

import type { Narrowing } from '../queries/Narrowing';
import {
  TIMES_OF_EACH,
  decodeCreations,
  finishedIn,
  hasTime,
  startedIn,
} from './CreationDay';
import type { CreationTotals } from './CreationTotals';
import { NO_TERM } from './Terms';

const RUN_TIME = TIMES_OF_EACH - 1;

/** Counts the attempts of a day, or those of them that are asked for. */
export function countCreations(
  totals: CreationTotals,
  bytes: Buffer,
  narrowing?: Narrowing,
): void {
  const { size, times, failures, templates, teams, systems, bits } =
    decodeCreations(bytes);
  let time = 0;
  let failure = 0;
  for (let place = 0; place < size; place++) {
    const own = bits[place];
    const template = templates[place];
    const counts =
      !narrowing ||
      (narrowing.fits(template, teams[place], systems[place]) &&
        (startedIn(own) || !narrowing.needsRun));
    if (counts) totals.count({ bits: own, template, team: teams[place] });
    for (let at = 0; at < TIMES_OF_EACH; at++) {
      if (!hasTime(own, at)) continue;
      const seconds = times[time++];
      if (!counts) continue;
      if (at < RUN_TIME) totals.times[at + 1].add(seconds);
      else totals.durationsOf(template).add(seconds);
    }
    const first = failure;
    while (failure < failures.length && failures[failure] === place)
      failure += 3;
    if (counts && failure > first)
      countFailures(totals, {
        failures: failures.subarray(first, failure),
        ...{ team: teams[place], finished: finishedIn(own) },
      });
  }
}

/** Those of one run, which counts once in each group, however often it failed there. */
function countFailures(
  totals: CreationTotals,
  own: { failures: Uint32Array; team: number; finished: boolean },
) {
  totals.failedOnce += 1;
  if (own.finished) totals.finished += 1;
  const counted = new Set<number>();
  for (let at = 0; at < own.failures.length; at += 3) {
    const group = own.failures[at + 1];
    const ofGroup = totals.failuresOf(group);
    ofGroup.lastSeen = Math.max(ofGroup.lastSeen, own.failures[at + 2]);
    if (counted.has(group)) continue;
    counted.add(group);
    ofGroup.runs += 1;
    if (own.finished) ofGroup.finished += 1;
    if (own.team !== NO_TERM) ofGroup.teams.add(own.team);
  }
}

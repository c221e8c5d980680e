import { STAGES } from '@fairway/plugin-adoption-common';
import type { Hold } from '../figures/Creation';
import {
  TIMES_OF_EACH,
  decodeCreations,
  finishedIn,
  hasTime,
  holdIn,
  outcomeIn,
  reachedIn,
  startedIn,
} from '../figures/CreationDay';
import { NO_TERM } from '../figures/Terms';
import { Durations } from './Durations';
import type { Narrowing } from './Narrowing';

/** The runs of one template, or of all. */
export class RunTotals {
  runs = 0;
  ended = 0;
  completed = 0;
  readonly durations = new Durations();
}

/** Runs that failed in the same way. */
export class FailureTotals {
  runs = 0;
  finished = 0;
  /** Seconds since 1970. */
  lastSeen = 0;
  readonly teams = new Set<number>();
  /** So that a run counts once, however often it failed. */
  lastRun = '';
}

const RUN_TIME = TIMES_OF_EACH - 1;

/** What became of the attempts of some days. */
export class CreationTotals {
  attempts = 0;
  readonly reached = STAGES.map(() => 0);
  /** By the stage that holds them. */
  readonly held = STAGES.map((): Record<Hold, number> => ({
    ...{ none: 0, left: 0, failed: 0, cancelled: 0, waiting: 0 },
  }));
  /** From the stage before to each stage; to the first there is none. */
  readonly times = STAGES.map(() => new Durations());
  readonly teams = new Set<number>();
  readonly all = new RunTotals();
  readonly byTemplate = new Map<number, RunTotals>();
  readonly failures = new Map<number, FailureTotals>();
  failedOnce = 0;
  finished = 0;
  readonly #narrowing: Narrowing;

  constructor(narrowing: Narrowing) {
    this.#narrowing = narrowing;
  }

  addDay(day: number, bytes: Buffer): void {
    const columns = decodeCreations(bytes);
    const { size, times, failures, templates, teams, systems } = columns;
    let time = 0;
    let failure = 0;
    for (let place = 0; place < size; place++) {
      const bits = columns.bits[place];
      const counts =
        this.#narrowing.fits(templates[place], teams[place], systems[place]) &&
        (startedIn(bits) || !this.#narrowing.needsRun);
      const own =
        counts && startedIn(bits)
          ? this.#addRun(templates[place], bits)
          : undefined;
      if (counts) this.#addAttempt(bits, teams[place]);
      for (let at = 0; at < TIMES_OF_EACH; at++) {
        if (!hasTime(bits, at)) continue;
        const seconds = times[time++];
        if (!counts) continue;
        if (at < RUN_TIME) this.times[at + 1].add(seconds);
        else {
          this.all.durations.add(seconds);
          own?.durations.add(seconds);
        }
      }
      let failed = false;
      for (
        ;
        failures[failure] === place && failure < failures.length;
        failure += 3
      ) {
        if (!counts) continue;
        failed = true;
        this.#addFailure(`${day} ${place}`, {
          group: failures[failure + 1],
          at: failures[failure + 2],
          team: teams[place],
          finished: finishedIn(bits),
        });
      }
      if (!failed) continue;
      this.failedOnce += 1;
      if (finishedIn(bits)) this.finished += 1;
    }
  }

  #addAttempt(bits: number, team: number) {
    this.attempts += 1;
    const reached = reachedIn(bits);
    for (let stage = 0; stage <= reached; stage++) this.reached[stage] += 1;
    this.held[reached][holdIn(bits)] += 1;
    if (team !== NO_TERM) this.teams.add(team);
  }

  #addRun(template: number, bits: number): RunTotals {
    let own = this.byTemplate.get(template);
    if (!own) this.byTemplate.set(template, (own = new RunTotals()));
    const outcome = outcomeIn(bits);
    for (const totals of [this.all, own]) {
      totals.runs += 1;
      if (outcome !== 'running') totals.ended += 1;
      if (outcome === 'completed') totals.completed += 1;
    }
    return own;
  }

  #addFailure(
    run: string,
    failure: { group: number; at: number; team: number; finished: boolean },
  ) {
    let totals = this.failures.get(failure.group);
    if (!totals)
      this.failures.set(failure.group, (totals = new FailureTotals()));
    totals.lastSeen = Math.max(totals.lastSeen, failure.at);
    if (totals.lastRun === run) return;
    totals.lastRun = run;
    totals.runs += 1;
    if (failure.finished) totals.finished += 1;
    if (failure.team !== NO_TERM) totals.teams.add(failure.team);
  }
}

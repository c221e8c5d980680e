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
  readonly durations: Durations;

  constructor(durations = new Durations()) {
    this.durations = durations;
  }
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

/** The bits that tell how far an attempt came and how it stands; those above tell which times there are. */
const STANDING = 1 << 10;
const TEAMS = 1 << 16;

/**
 * What became of the attempts of some days. While they are looked through, only how many there are of each standing is
 * counted; what is shown is put together from that in the end.
 */
export class CreationTotals {
  /** From the stage before to each stage; to the first there is none. */
  readonly times = STAGES.map(() => new Durations());
  readonly failures = new Map<number, FailureTotals>();
  failedOnce = 0;
  finished = 0;
  readonly #narrowing: Narrowing;
  readonly #teams = new Uint8Array(TEAMS);
  /** By template, how many of each standing. */
  readonly #standings: Uint32Array[] = [];
  readonly #durations: Durations[] = [];

  constructor(narrowing: Narrowing) {
    this.#narrowing = narrowing;
  }

  addDay(day: number, bytes: Buffer): void {
    const { size, times, failures, templates, teams, systems, bits } =
      decodeCreations(bytes);
    const { needsRun } = this.#narrowing;
    let time = 0;
    let failure = 0;
    for (let place = 0; place < size; place++) {
      const own = bits[place];
      const template = templates[place];
      const counts =
        this.#narrowing.fits(template, teams[place], systems[place]) &&
        (startedIn(own) || !needsRun);
      if (counts) {
        this.#standingsOf(template)[own % STANDING] += 1;
        this.#teams[teams[place]] = 1;
      }
      for (let at = 0; at < TIMES_OF_EACH; at++) {
        if (!hasTime(own, at)) continue;
        const seconds = times[time++];
        if (!counts) continue;
        if (at < RUN_TIME) this.times[at + 1].add(seconds);
        else this.#durations[template].add(seconds);
      }
      const first = failure;
      while (failure < failures.length && failures[failure] === place)
        failure += 3;
      if (counts && failure > first)
        this.#addFailures(`${day} ${place}`, {
          failures: failures.subarray(first, failure),
          ...{ team: teams[place], finished: finishedIn(own) },
        });
    }
  }

  get attempts(): number {
    return this.reached[0];
  }

  get teams(): number {
    return this.#teams.reduce(
      (sum, is, team) => (team === NO_TERM ? sum : sum + is),
      0,
    );
  }

  /** How many came at least to each stage. */
  get reached(): number[] {
    const reached = STAGES.map(() => 0);
    for (const [bits, n] of this.#all())
      for (let stage = 0; stage <= reachedIn(bits); stage++)
        reached[stage] += n;
    return reached;
  }

  /** What holds those that came to each stage and no further. */
  get held(): Record<Hold, number>[] {
    const held = STAGES.map((): Record<Hold, number> => ({
      ...{ none: 0, left: 0, failed: 0, cancelled: 0, waiting: 0 },
    }));
    for (const [bits, n] of this.#all())
      held[reachedIn(bits)][holdIn(bits)] += n;
    return held;
  }

  /** The runs, by the number of their template. */
  get byTemplate(): Map<number, RunTotals> {
    const totals = new Map<number, RunTotals>();
    this.#standings.forEach((_, template) => {
      const own = this.#runsOf(template);
      if (own.runs) totals.set(template, own);
    });
    return totals;
  }

  get all(): RunTotals {
    const all = new RunTotals();
    for (const own of this.byTemplate.values()) {
      all.runs += own.runs;
      all.ended += own.ended;
      all.completed += own.completed;
      all.durations.merge(own.durations);
    }
    return all;
  }

  #runsOf(template: number): RunTotals {
    const totals = new RunTotals(this.#durations[template]);
    for (const [bits, n] of standingsIn(this.#standings[template])) {
      const outcome = outcomeIn(bits);
      if (!outcome) continue;
      totals.runs += n;
      if (outcome !== 'running') totals.ended += n;
      if (outcome === 'completed') totals.completed += n;
    }
    return totals;
  }

  *#all(): Iterable<[bits: number, n: number]> {
    for (const standings of this.#standings)
      if (standings) yield* standingsIn(standings);
  }

  #standingsOf(template: number): Uint32Array {
    let own = this.#standings[template];
    if (!own) {
      own = new Uint32Array(STANDING);
      this.#standings[template] = own;
      this.#durations[template] = new Durations();
    }
    return own;
  }

  #addFailures(
    run: string,
    own: { failures: Uint32Array; team: number; finished: boolean },
  ) {
    this.failedOnce += 1;
    if (own.finished) this.finished += 1;
    for (let at = 0; at < own.failures.length; at += 3) {
      const group = own.failures[at + 1];
      let totals = this.failures.get(group);
      if (!totals) this.failures.set(group, (totals = new FailureTotals()));
      totals.lastSeen = Math.max(totals.lastSeen, own.failures[at + 2]);
      if (totals.lastRun === run) continue;
      totals.lastRun = run;
      totals.runs += 1;
      if (own.finished) totals.finished += 1;
      if (own.team !== NO_TERM) totals.teams.add(own.team);
    }
  }
}

function* standingsIn(
  standings: Uint32Array,
): Iterable<[bits: number, n: number]> {
  for (let bits = 0; bits < STANDING; bits++)
    if (standings[bits]) yield [bits, standings[bits]];
}

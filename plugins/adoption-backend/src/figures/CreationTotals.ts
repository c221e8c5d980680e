import { STAGES } from '@fairway/plugin-adoption-common';
import { Sketch, VarintReader, VarintWriter } from '@fairway/serving';
import type { Hold } from './Creation';
import { holdIn, outcomeIn, publishesIn, reachedIn } from './CreationDay';
import { NO_TERM } from './Terms';
import { addNumbers, nextNumbers } from './numberSets';

/** The runs of one template, or of all. */
export class RunTotals {
  runs = 0;
  ended = 0;
  completed = 0;
  readonly durations: Sketch;

  constructor(durations = new Sketch()) {
    this.durations = durations;
  }

  static together(parts: Iterable<RunTotals>): RunTotals {
    const all = new RunTotals();
    for (const own of parts) {
      all.runs += own.runs;
      all.ended += own.ended;
      all.completed += own.completed;
      all.durations.merge(own.durations);
    }
    return all;
  }
}

/** Runs that failed in the same way. */
export class FailureTotals {
  runs = 0;
  finished = 0;
  /** Seconds since 1970. */
  lastSeen = 0;
  readonly teams = new Set<number>();
}

/** The attempts at one template: how many of each standing, and how long the runs took. */
interface TemplateTotals {
  standings: Uint32Array;
  durations: Sketch;
}

const inOrder = <T>(map: Map<number, T>): [number, T][] =>
  [...map].sort(([a], [b]) => a - b);

/** The bits that tell how far an attempt came and how it stands; those above tell which times there are. */
const STANDING = 1 << 10;

/** One attempt, as it is counted. */
export interface CountedAttempt {
  /** See CreationDay.ts. */
  bits: number;
  template: number;
  team: number;
}

/**
 * What became of the attempts of some days. What is kept are the fewest numbers that add up from day to day; what is shown
 * is put together from them in the end. Encoded, all numbers are varints:
 *
 *   failed at least once, of those ended well; teams
 *   how many templates, of each: its number, how many standings, of each its bits and how many; durations
 *   for each stage the times to it
 *   how many failures, of each: its number, runs, of those ended well, the last second; teams
 */
export class CreationTotals {
  failedOnce = 0;
  finished = 0;
  /** From the stage before to each stage; to the first there is none. */
  readonly times = STAGES.map(() => new Sketch());
  readonly failures = new Map<number, FailureTotals>();
  readonly #teams = new Set<number>();
  readonly #templates = new Map<number, TemplateTotals>();

  count({ bits, template, team }: CountedAttempt): void {
    this.#template(template).standings[bits % STANDING] += 1;
    if (publishesIn(bits)) this.#teams.add(team);
  }

  /** How long a run of a template took. */
  durationsOf(template: number): Sketch {
    return this.#template(template).durations;
  }

  failuresOf(group: number): FailureTotals {
    let totals = this.failures.get(group);
    if (!totals) this.failures.set(group, (totals = new FailureTotals()));
    return totals;
  }

  get attempts(): number {
    return this.reached[0];
  }

  /** Of which anybody knows. */
  get teams(): number {
    return this.#teams.size - Number(this.#teams.has(NO_TERM));
  }

  /** How many came at least to each stage. */
  get reached(): number[] {
    const reached = STAGES.map(() => 0);
    for (const [bits, n] of this.#inFunnel())
      for (let stage = 0; stage <= reachedIn(bits); stage++)
        reached[stage] += n;
    return reached;
  }

  /** What holds those that came to each stage and no further. */
  get held(): Record<Hold, number>[] {
    const held = STAGES.map((): Record<Hold, number> => ({
      ...{ none: 0, left: 0, failed: 0 },
      ...{ cancelled: 0, waiting: 0, unknown: 0 },
    }));
    for (const [bits, n] of this.#inFunnel())
      held[reachedIn(bits)][holdIn(bits)] += n;
    return held;
  }

  /** The runs, by the number of their template. */
  get byTemplate(): Map<number, RunTotals> {
    const found = new Map<number, RunTotals>();
    for (const [template, { standings, durations }] of this.#templates) {
      const totals = new RunTotals(durations);
      for (const [bits, n] of standingsIn(standings)) {
        const outcome = outcomeIn(bits);
        if (!outcome) continue;
        totals.runs += n;
        if (outcome !== 'running' && outcome !== 'unknown') totals.ended += n;
        if (outcome === 'completed') totals.completed += n;
      }
      if (totals.runs) found.set(template, totals);
    }
    return found;
  }

  /** How many runs there were, whatever they made. */
  get runs(): number {
    let runs = 0;
    for (const { standings } of this.#templates.values())
      for (const [bits, n] of standingsIn(standings))
        if (outcomeIn(bits)) runs += n;
    return runs;
  }

  encode(): Buffer {
    const writer = new VarintWriter();
    writer.add(this.failedOnce);
    writer.add(this.finished);
    addNumbers(writer, this.#teams);
    writer.add(this.#templates.size);
    for (const [template, { standings, durations }] of inOrder(
      this.#templates,
    )) {
      const own = [...standingsIn(standings)];
      writer.add(template);
      writer.add(own.length);
      for (const [bits, n] of own) {
        writer.add(bits);
        writer.add(n);
      }
      writer.addBytes(durations.encode());
    }
    for (const times of this.times) writer.addBytes(times.encode());
    writer.add(this.failures.size);
    for (const [group, totals] of inOrder(this.failures)) {
      writer.add(group);
      writer.add(totals.runs);
      writer.add(totals.finished);
      writer.add(totals.lastSeen);
      addNumbers(writer, totals.teams);
    }
    return Buffer.from(writer.bytes());
  }

  /** Puts in what `encode` gave of other attempts. */
  mergeEncoded(bytes: Uint8Array): void {
    const reader = new VarintReader(bytes);
    const mergeSketch = (sketch: Sketch) => {
      const { start, end } = reader.nextBytes();
      sketch.mergeEncoded(bytes, start, end);
    };
    this.failedOnce += reader.next();
    this.finished += reader.next();
    nextNumbers(reader, this.#teams);
    for (let left = reader.next(); left > 0; left--) {
      const { standings, durations } = this.#template(reader.next());
      for (let more = reader.next(); more > 0; more--)
        standings[reader.next()] += reader.next();
      mergeSketch(durations);
    }
    this.times.forEach(mergeSketch);
    for (let left = reader.next(); left > 0; left--) {
      const totals = this.failuresOf(reader.next());
      totals.runs += reader.next();
      totals.finished += reader.next();
      totals.lastSeen = Math.max(totals.lastSeen, reader.next());
      nextNumbers(reader, totals.teams);
    }
  }

  #template(template: number): TemplateTotals {
    let own = this.#templates.get(template);
    if (!own) {
      own = {
        standings: new Uint32Array(STANDING),
        durations: new Sketch(),
      };
      this.#templates.set(template, own);
    }
    return own;
  }

  /** The standings of those that a service can come of. */
  *#inFunnel(): Iterable<[bits: number, n: number]> {
    for (const { standings } of this.#templates.values())
      for (const [bits, n] of standingsIn(standings))
        if (publishesIn(bits)) yield [bits, n];
  }
}

function* standingsIn(
  standings: Uint32Array,
): Iterable<[bits: number, n: number]> {
  for (let bits = 0; bits < STANDING; bits++)
    if (standings[bits]) yield [bits, standings[bits]];
}

import type { Freshness } from '@fairway/plugin-metrics-common';
import type { CoverageQueries, Reach } from '../queries/CoverageQueries';
import { type TimeWindow, parseWindow } from '../queries/TimeWindow';
import type { ReportingZone } from '../rollups/ReportingZone';
import { SingleFlight } from './SingleFlight';

const REACH_MILLISECONDS = 500;

/** What time it is by the clock that all replicas share, how far the data reach, and the days that are asked for. */
export class Timekeeper {
  readonly zone: ReportingZone;
  readonly #coverage: CoverageQueries;
  readonly #reach = SingleFlight.create<Reach>({
    milliseconds: REACH_MILLISECONDS,
  });
  /** What the shared clock is ahead of this process' own. */
  #ahead: number | undefined;

  private constructor(coverage: CoverageQueries, zone: ReportingZone) {
    this.#coverage = coverage;
    this.zone = zone;
  }

  static create(options: {
    coverage: CoverageQueries;
    zone: ReportingZone;
  }): Timekeeper {
    return new Timekeeper(options.coverage, options.zone);
  }

  async now(): Promise<number> {
    await this.#ask();
    return performance.now() + this.#ahead!;
  }

  /**
   * The same without asking again, where it was asked before: near enough to tell days, and whether a moment lies
   * minutes ahead.
   */
  async aboutNow(): Promise<number> {
    return this.#ahead === undefined
      ? this.now()
      : performance.now() + this.#ahead;
  }

  async reach(): Promise<Omit<Freshness, 'knownSince'>> {
    const { completeTo, gaps } = await this.#ask();
    return { completeTo, gaps };
  }

  /**
   * The days that are asked for. Those that have not come yet are not counted as days without a deployment.
   *
   * @throws InputError naming the field and the rule
   */
  async window({
    from,
    to,
  }: {
    from: string;
    to: string;
  }): Promise<TimeWindow> {
    const window = parseWindow(from, to, this.zone);
    const tomorrow = this.zone.dayOf(await this.aboutNow()) + 1;
    return window.fromDay < tomorrow
      ? { ...window, toDay: Math.min(window.toDay, tomorrow) }
      : window;
  }

  #ask(): Promise<Reach> {
    return this.#reach.get('', async () => {
      const reach = await this.#coverage.reach();
      this.#ahead = reach.now - performance.now();
      return reach;
    });
  }
}

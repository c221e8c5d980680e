import {
  type RunOutcome,
  STAGES,
  type Stage,
} from '@fairway/plugin-adoption-common';
import {
  type Creation,
  type Hold,
  holdOf,
  reachedBy,
} from '../figures/Creation';
import {
  decodeCreations,
  finishedIn,
  holdIn,
  outcomeIn,
  publishesIn,
  reachedIn,
} from '../figures/CreationDay';
import { NO_TERM, type TermKind } from '../figures/Terms';
import type { TermNames } from './DayQueries';
import type { Narrowing } from './Narrowing';

/** Which attempts are asked for, beside team, template and system. */
export interface AttemptWish {
  reached?: Stage;
  stopped?: Exclude<Hold, 'none'> | 'any';
  outcome?: RunOutcome;
  publishes?: boolean;
  failedOnce?: boolean;
  /** The id of a group of failures. */
  failure?: string;
  finishedOnRetry?: boolean;
}

/** An attempt as far as it matters here, names as numbers. */
interface Attempt {
  template: number;
  team: number;
  system: number;
  reached: number;
  hold: Hold;
  outcome?: RunOutcome;
  publishes: boolean;
  finished: boolean;
  failures: number[];
}

const UNKNOWN = -1;

/** Picks attempts, from the figures to count them and from the facts to show them, by one rule. */
export class AttemptFilter {
  readonly #narrowing: Narrowing;
  readonly #wish: AttemptWish;
  readonly #terms: TermNames;
  readonly #failure: number | undefined;

  private constructor(options: {
    narrowing: Narrowing;
    wish: AttemptWish;
    terms: TermNames;
  }) {
    const { narrowing, wish, terms } = options;
    this.#narrowing = narrowing;
    this.#wish = wish;
    this.#terms = terms;
    this.#failure =
      wish.failure === undefined
        ? undefined
        : (terms.id('failure', wish.failure) ?? UNKNOWN);
  }

  static create(options: {
    narrowing: Narrowing;
    wish: AttemptWish;
    terms: TermNames;
  }): AttemptFilter {
    return new AttemptFilter(options);
  }

  /** How many attempts of a day fit, by the number of their team. */
  countByTeam(bytes: Buffer): Map<number, number> {
    const counts = new Map<number, number>();
    const { size, failures, templates, teams, systems, bits } =
      decodeCreations(bytes);
    let failure = 0;
    for (let place = 0; place < size; place++) {
      const own: number[] = [];
      for (
        ;
        failure < failures.length && failures[failure] === place;
        failure += 3
      )
        own.push(failures[failure + 1]);
      const attempt: Attempt = {
        template: templates[place],
        team: teams[place],
        system: systems[place],
        reached: reachedIn(bits[place]),
        hold: holdIn(bits[place]),
        outcome: outcomeIn(bits[place]),
        publishes: publishesIn(bits[place]),
        finished: finishedIn(bits[place]),
        failures: own,
      };
      if (this.#fits(attempt))
        counts.set(attempt.team, (counts.get(attempt.team) ?? 0) + 1);
    }
    return counts;
  }

  fits(creation: Creation): boolean {
    const id = (kind: TermKind, value: string | undefined) =>
      value === undefined ? NO_TERM : (this.#terms.id(kind, value) ?? UNKNOWN);
    return this.#fits({
      template: id('template', creation.template),
      team: id('team', creation.team),
      system: id('system', creation.system),
      reached: reachedBy(creation),
      hold: holdOf(creation),
      outcome: creation.outcome,
      publishes: creation.publishes,
      finished: creation.finished,
      failures: creation.failures.map(({ failure }) => id('failure', failure)),
    });
  }

  #fits(attempt: Attempt): boolean {
    const wish = this.#wish;
    const place = wish.reached && STAGES.indexOf(wish.reached);
    return (
      this.#narrowing.fits(attempt.template, attempt.team, attempt.system) &&
      (attempt.outcome !== undefined || !this.#narrowing.needsRun) &&
      (place === undefined ||
        (wish.stopped
          ? attempt.reached === place
          : attempt.reached >= place)) &&
      (wish.stopped === undefined ||
        (wish.stopped === 'any'
          ? attempt.hold !== 'none'
          : attempt.hold === wish.stopped)) &&
      (wish.outcome === undefined || attempt.outcome === wish.outcome) &&
      (wish.publishes === undefined || attempt.publishes === wish.publishes) &&
      (wish.failedOnce === undefined ||
        attempt.failures.length > 0 === wish.failedOnce) &&
      (this.#failure === undefined ||
        attempt.failures.includes(this.#failure)) &&
      (wish.finishedOnRetry === undefined ||
        (attempt.failures.length > 0 &&
          attempt.finished === wish.finishedOnRetry))
    );
  }
}

import type { Freshness, Method } from '@fairway/plugin-metrics-common';

/**
 * The version of the rules in docs/adoption.md by which facts become figures. Raised with each change that can alter a
 * figure; a start with another version than the stored one makes all figures anew.
 *
 * @public
 */
export const ADOPTION_RULES_VERSION = 1;

/**
 * The figures of the dashboard, by the names under which docs/adoption.md defines them.
 *
 * @public
 */
export const ADOPTION_FIGURES = [
  'funnel',
  'failures',
  'timeToFirstDeploy',
  'templateRuns',
  'shareOnPath',
  'versions',
  'delivery',
] as const;

/** @public */
export type AdoptionFigure = (typeof ADOPTION_FIGURES)[number];

/**
 * Against the period before, where both have enough; within ±10 % it is `same`. `ratio` is (now − before) / before; of
 * shares it is the difference of the two, so 0.05 is five points.
 *
 * @public
 */
export interface Change {
  direction: 'higher' | 'lower' | 'same';
  ratio: number;
}

/**
 * How many.
 *
 * @public
 */
export interface CountFigure {
  n: number;
  /** In the period before; absent where that is not asked for. */
  before?: number;
}

/**
 * How many of how many. `value` is a share of 1, absent where `n` is below `needed`: never 0 then.
 *
 * @public
 */
export interface ShareFigure {
  count: number;
  n: number;
  enough: boolean;
  needed: number;
  value?: number;
  before?: { count: number; n: number; value?: number };
  change?: Change;
}

/**
 * How long, in seconds. The quantiles are absent where `n` is below `needed`.
 *
 * @public
 */
export interface DurationFigure {
  n: number;
  enough: boolean;
  needed: number;
  /** From every single value, or where they are many from a histogram with bins 1 % wide. */
  method: Method;
  median?: number;
  p75?: number;
  p95?: number;
  before?: { n: number; median?: number };
  change?: Change;
}

/**
 * What every answer of the dashboard begins with.
 *
 * @public
 */
export interface Answered {
  /** ISO 8601 with offset; `from` inclusive, `to` exclusive, both on days of the reporting zone. */
  from: string;
  to: string;
  zone: string;
  rules: number;
  /** What it was narrowed to. */
  filters: { team?: string; template?: string; system?: string };
  /** The period that it is set beside. */
  before?: { from: string; to: string };
  /** Fewer than these and there is no share and no median. */
  needed: number;
  freshness: Freshness;
}

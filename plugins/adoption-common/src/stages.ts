/**
 * What an attempt to create a service can reach, in order. Who reached one reached all before it.
 *
 * - `opened`: the form of Create Service was opened
 * - `started`: a run of the template began
 * - `repository`: the repository was published
 * - `ci`: CI was green on the default branch for the first time
 * - `staging`: the first deployment reached an environment that is not production
 * - `production`: the first deployment reached production
 *
 * @public
 */
export const STAGES = [
  'opened',
  'started',
  'repository',
  'ci',
  'staging',
  'production',
] as const;

/** @public */
export type Stage = (typeof STAGES)[number];

/**
 * How a run of a template stands. `unknown`: it was running when it was seen last, and the scaffolder has it no more.
 *
 * @public
 */
export const RUN_OUTCOMES = [
  'running',
  'completed',
  'failed',
  'cancelled',
  'unknown',
] as const;

/** @public */
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/**
 * How a service came to be there, as far as is known:
 *
 * - `created`: by a run of a template here
 * - `imported`: it was in the catalog without one
 *
 * @public
 */
export type ServiceOrigin = 'created' | 'imported';

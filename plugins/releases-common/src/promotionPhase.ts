import { isReleasePending, isRunPending } from './progress';
import type { EntityReleases, EnvironmentReleases, Promotion } from './types';

/**
 * Where a promotion stands.
 *
 * - `none`: nothing waits to be promoted
 * - `ready`, `unavailable`: it waits, and can or can't be started from here
 * - `running`, `runFailed`: its run
 * - `waiting`, `overdue`: the run is done, the environment has not taken it up
 * - `deploying`, `deployFailed`: the environment's attempt to start it
 */
export type PromotionPhase =
  | 'none'
  | 'ready'
  | 'unavailable'
  | 'running'
  | 'runFailed'
  | 'waiting'
  | 'overdue'
  | 'deploying'
  | 'deployFailed';

/** Answers that tell where a promotion stands. */
export type PromotionView = Pick<EntityReleases, 'environments' | 'promotion'>;

const OVERDUE_MILLISECONDS = 10 * 60 * 1_000;
const CHANGING: PromotionPhase[] = ['running', 'waiting', 'deploying'];

/** Where the promotion stands at a moment. */
export function promotionPhase(
  { environments, promotion }: PromotionView,
  now: Date,
): PromotionPhase {
  if (!promotion) {
    return 'none';
  }
  const { run } = promotion;
  if (isRunPending(run)) {
    return 'running';
  }
  const attempt = attemptOf(promotion, environments);
  if (isReleasePending(attempt)) {
    return 'deploying';
  }
  if (attempt && !(run?.updatedAt && run.updatedAt > attempt.since)) {
    return 'deployFailed';
  }
  if (run && run.conclusion !== 'success') {
    return 'runFailed';
  }
  if (run) {
    const age = now.getTime() - Date.parse(run.updatedAt ?? '');
    return age < OVERDUE_MILLISECONDS ? 'waiting' : 'overdue';
  }
  return promotion.unavailable ? 'unavailable' : 'ready';
}

/** True while something is about to change by itself, so that it pays to look again. */
export function isInProgress(view: PromotionView, now: Date): boolean {
  return (
    CHANGING.includes(promotionPhase(view, now)) ||
    view.environments.some(({ latest }) => isReleasePending(latest))
  );
}

function attemptOf(
  { to, revision, version }: Promotion,
  environments: EnvironmentReleases[],
) {
  const target = environments.find(({ environment }) => environment === to);
  const latest = target?.latest;
  return latest?.revision === revision && latest.version === version
    ? latest
    : undefined;
}

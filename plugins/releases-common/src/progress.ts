import type { PromotionRun, Release } from './types';

const PENDING_STATES = ['queued', 'pending', 'in_progress'];

/** True while the release is still on its way to its environment. */
export function isReleasePending(release: Release | undefined): boolean {
  return release !== undefined && PENDING_STATES.includes(release.state);
}

/** True while the run has not ended. */
export function isRunPending(run: PromotionRun | undefined): boolean {
  return run !== undefined && run.status !== 'completed';
}

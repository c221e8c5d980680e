import {
  isRunPending,
  type PromotionRun,
  type Release,
} from '@fairway/plugin-releases-common';
import type { WorkflowRun } from '../environments/types';

/**
 * The run that matters for promoting `source` onto `target`: the one under way,
 * else the newest that ended for this very version and has not been overtaken
 * by what the target serves now.
 *
 * @param runs - of the promotion's workflow
 */
export function findPromotionRun(
  runs: WorkflowRun[],
  options: { source: Release; target?: Release },
): PromotionRun | undefined {
  const { source, target } = options;
  const newestFirst = runs
    .toSorted((a, b) => b.id - a.id)
    .map(run => ({ run, promotion: toPromotionRun(run) }));
  const pending = newestFirst.find(({ promotion }) => isRunPending(promotion));
  if (pending) {
    return pending.promotion;
  }
  return newestFirst.find(
    ({ run, promotion }) =>
      isOfRelease(run, promotion, source) &&
      !(target && run.updated_at < target.since),
  )?.promotion;
}

/** The run in the platform's own terms. */
export function toPromotionRun(run: WorkflowRun): PromotionRun {
  return {
    url: run.html_url,
    version: versionInTitle(run.display_title),
    status: run.status ?? 'queued',
    conclusion: run.conclusion ?? undefined,
    updatedAt: new Date(run.updated_at).toISOString(),
  };
}

// Where the run's title names no version, it was for this one if it began after
// this one arrived: the workflow refuses any other than what the source runs.
function isOfRelease(
  run: WorkflowRun,
  { version }: PromotionRun,
  source: Release,
): boolean {
  return version === undefined
    ? Date.parse(run.created_at) >= Date.parse(source.since)
    : version === source.version;
}

function versionInTitle(title: string | undefined): string | undefined {
  return title?.split(/\s+/).find(word => /^v?\d[\w.+-]*$/.test(word));
}

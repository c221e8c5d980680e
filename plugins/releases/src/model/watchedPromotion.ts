import {
  isRunPending,
  type EntityReleases,
  type Promotion,
} from '@fairway/plugin-releases-common';

/** A promotion that was started from this page. */
export interface StartedPromotion {
  to: string;
  version: string;
  url: string;
  /** Epoch milliseconds. */
  at: number;
}

const LISTED_WITHIN_MILLISECONDS = 60_000;

/**
 * The answer with the run that was just started, for as long as the forge may
 * not list it yet.
 */
export function withStartedRun(
  releases: EntityReleases,
  started: StartedPromotion | undefined,
  now: number,
): EntityReleases {
  const { promotion } = releases;
  if (
    !started ||
    !promotion ||
    promotion.version !== started.version ||
    now - started.at > LISTED_WITHIN_MILLISECONDS ||
    isListed(promotion, started)
  ) {
    return releases;
  }
  const { url, version } = started;
  return {
    ...releases,
    promotion: { ...promotion, run: { url, version, status: 'queued' } },
  };
}

function isListed({ run }: Promotion, started: StartedPromotion): boolean {
  return (
    isRunPending(run) ||
    run?.url === started.url ||
    Date.parse(run?.updatedAt ?? '') > started.at
  );
}

/** True once the environment serves the version. */
export function hasArrived(
  releases: EntityReleases,
  { to, version }: Pick<StartedPromotion, 'to' | 'version'>,
): boolean {
  const target = releases.environments.find(
    ({ environment }) => environment === to,
  );
  return target?.current?.version === version;
}

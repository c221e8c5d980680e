import type {
  EnvironmentReleases,
  Release,
  ReleaseState,
} from '@fairway/plugin-releases-common';
import type { Deployment, DeploymentStatus } from './types';

/** A deployment with its statuses, the newest first. */
export interface Attempt {
  deployment: Deployment;
  statuses: DeploymentStatus[];
}

/** What serves, what was tried last and what served before; newest attempts first. */
export function toEnvironmentReleases(
  attempts: Attempt[],
): Pick<EnvironmentReleases, 'current' | 'latest' | 'previous'> {
  const current = attempts.findIndex(isServing);
  const [newest] = attempts;
  const latest =
    newest && current !== 0 && stateOf(newest) !== 'inactive'
      ? newest
      : undefined;
  const previous =
    current < 0
      ? undefined
      : attempts
          .slice(current + 1)
          .find(
            attempt =>
              hasReached(attempt) && !isSame(attempt, attempts[current]),
          );
  return {
    current: current < 0 ? undefined : toRelease(attempts[current]),
    latest: latest && toRelease(latest),
    previous: previous && toRelease(previous),
  };
}

/** True once the attempts read so far tell all that is to be known. */
export function isComplete(attempts: Attempt[]): boolean {
  const { current, previous } = toEnvironmentReleases(attempts);
  return current !== undefined && previous !== undefined;
}

function stateOf({ statuses }: Attempt): ReleaseState {
  return statuses[0]?.state ?? 'queued';
}

function hasReached({ statuses }: Attempt): boolean {
  return statuses.some(({ state }) => state === 'success');
}

// A success stays one until a newer success, or its removal, makes it inactive:
// a failure reported later is of the health of what still serves.
function isServing(attempt: Attempt): boolean {
  return hasReached(attempt) && stateOf(attempt) !== 'inactive';
}

function isSame(one: Attempt, other: Attempt): boolean {
  return (
    one.deployment.sha === other.deployment.sha &&
    versionOf(one.deployment) === versionOf(other.deployment)
  );
}

function toRelease(attempt: Attempt): Release {
  const { deployment, statuses } = attempt;
  const reached = statuses.findLast(({ state }) => state === 'success');
  const told = reached ?? statuses[0];
  return {
    environment: deployment.environment,
    version: versionOf(deployment),
    revision: deployment.sha,
    state: stateOf(attempt),
    since: new Date(told?.created_at ?? deployment.created_at).toISOString(),
    url: firstUrl(statuses.map(({ environment_url: url }) => url)),
    logUrl: firstUrl(
      statuses.flatMap(({ log_url: log, target_url: target }) => [log, target]),
    ),
    deploymentId: String(deployment.id),
  };
}

function versionOf({ payload, ref, sha }: Deployment): string | undefined {
  const given = payloadOf(payload).version;
  const tag = /^v?\d/.test(ref) && ref !== sha ? ref : undefined;
  const version = typeof given === 'string' ? given : tag;
  // In the words that a promotion accepts.
  return version && /^[A-Za-z0-9](?:[\w.+-]{0,61}[A-Za-z0-9])?$/.test(version)
    ? version
    : undefined;
}

// The forge gives back what it was sent: an object, or text that may be JSON.
function payloadOf(payload: Deployment['payload']): Record<string, unknown> {
  if (typeof payload !== 'string') {
    return payload ?? {};
  }
  try {
    const parsed = JSON.parse(payload);
    return parsed !== null && typeof parsed === 'object' ? parsed : {};
  } catch {
    return {};
  }
}

function firstUrl(values: (string | null | undefined)[]): string | undefined {
  return values.find(
    (value): value is string =>
      typeof value === 'string' &&
      URL.canParse(value) &&
      ['http:', 'https:'].includes(new URL(value).protocol),
  );
}

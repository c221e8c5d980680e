import { ConflictError, InputError } from '@backstage/errors';
import {
  isRunPending,
  type EnvironmentReleases,
  type PromotionRequest,
  type Release,
} from '@fairway/plugin-releases-common';
import type { ProvidedReleases } from '@fairway/plugin-releases-node';

/**
 * Decides whether what is asked for can be promoted, given what runs where.
 *
 * @returns the release to promote
 * @throws InputError when the request could never be right, ConflictError when
 * it does not fit what runs now
 */
export function checkPromotion(
  provided: ProvidedReleases,
  request: PromotionRequest,
): Release {
  const { from, to, version } = request;
  const source = environmentNamed(provided, 'from', from).current;
  const target = environmentNamed(provided, 'to', to).current;

  if (!source) {
    throw new ConflictError(`Nothing runs in ${from} yet`);
  }
  if (source.version !== version) {
    throw new ConflictError(
      `${from} runs ${source.version ?? source.revision.slice(0, 7)} now, not ${version}: reload, and promote what runs there`,
    );
  }
  if (
    target?.version === source.version &&
    target.revision === source.revision
  ) {
    throw new ConflictError(`${to} runs ${version} already`);
  }

  const { promotion } = provided;
  if (!promotion || promotion.from !== from || promotion.to !== to) {
    throw new InputError(
      promotion
        ? `to: a release goes from ${promotion.from} to ${promotion.to}`
        : `to: nothing can be promoted from ${from} to ${to}`,
    );
  }
  if (promotion.unavailable) {
    throw new ConflictError(promotion.unavailable);
  }
  const { run } = promotion;
  if (run && isRunPending(run) && run.version && run.version !== version) {
    throw new ConflictError(
      `${run.version} is being promoted already: ${run.url}`,
    );
  }
  return source;
}

function environmentNamed(
  { environments }: ProvidedReleases,
  field: string,
  name: string,
): EnvironmentReleases {
  const found = environments.find(({ environment }) => environment === name);
  if (!found) {
    const known = environments.map(({ environment }) => environment);
    throw new InputError(
      known.length > 0
        ? `${field}: no such environment, use one of ${known.join(', ')}`
        : `${field}: no such environment, nothing runs anywhere yet`,
    );
  }
  return found;
}

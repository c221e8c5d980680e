import type { EnvironmentReleases } from '@fairway/plugin-releases-common';

/** In the order of promotion: staging, others by name, production last. */
export function orderEnvironments(
  environments: EnvironmentReleases[],
): EnvironmentReleases[] {
  return environments.toSorted(
    (a, b) =>
      rank(a) - rank(b) || a.environment.localeCompare(b.environment, 'en'),
  );
}

function rank({ environment, production }: EnvironmentReleases): number {
  if (production) {
    return 2;
  }
  return /^stag/i.test(environment) ? 0 : 1;
}

import type {
  EntityReleases,
  EnvironmentReleases,
  Release,
} from '@fairway/plugin-releases-common';

/** What runs of a service, as far as one line has room for it. */
export interface ReleaseSummary {
  production?: string;
  staging?: string;
  /** Staging has changes that production has not. */
  ahead: boolean;
  /** When something last reached an environment. ISO 8601. */
  lastDeploy?: string;
  logUrl?: string;
}

/** The name people use for a release; without one, the beginning of its commit. */
export function nameRelease({ version, revision }: Release): string {
  return version ?? revision.slice(0, 7);
}

function stagingOf({ environments, promotion }: EntityReleases) {
  return (
    environments.find(({ environment }) => environment === promotion?.from) ??
    environments.find(({ production }) => !production)
  );
}

function nameOf(environment: EnvironmentReleases | undefined) {
  return environment?.current && nameRelease(environment.current);
}

/** The line of a service. */
export function summariseReleases(releases: EntityReleases): ReleaseSummary {
  const production = releases.environments.find(found => found.production);
  const staging = stagingOf(releases);
  const current = releases.environments.flatMap(found => found.current ?? []);
  const moments = current.map(({ since }) => since).sort();
  return {
    production: nameOf(production),
    staging: nameOf(staging),
    ahead: Boolean(
      production?.current &&
      staging?.current &&
      production.current.revision !== staging.current.revision,
    ),
    lastDeploy: moments[moments.length - 1],
    logUrl: production?.current?.logUrl ?? staging?.current?.logUrl,
  };
}

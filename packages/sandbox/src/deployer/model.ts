import { ProcessIdentity } from '../processes/startTime';

/** What `release.yaml` in an environment's folder asks for. */
export interface WantedRelease {
  revision: string;
  version: string;
  runId: number;
  artifact: string;
}

/**
 * How far a release got: `pending` until its process is started, `starting` until
 * it is ready, `running` while it serves (also while it is restarted), `failed`
 * when it never did, `replaced` once another serves or its folder is gone.
 */
export type ReleaseState =
  'pending' | 'starting' | 'running' | 'failed' | 'replaced';

/** A release in an environment. The same release may come again later, by a rollback. */
export interface Release extends WantedRelease {
  id: number;
  repositoryId: number;
  /** `owner/name`. */
  repository: string;
  environment: string;
  state: ReleaseState;
  /** Why it failed. */
  message: string;
  /** Of the forge, once it is reported. */
  deploymentId: number | null;
  /** The last state that the forge was told. */
  reported: string | null;
  process: ProcessIdentity | null;
  createdAt: string;
  changedAt: string;
}

/** An environment of a repository and the port where it is always found. */
export interface EnvironmentRecord {
  repositoryId: number;
  repository: string;
  name: string;
  port: number;
}

/** Whether two ask for the same thing. */
export function isSameRelease(one: WantedRelease, other: WantedRelease) {
  return (
    one.revision === other.revision &&
    one.runId === other.runId &&
    one.version === other.version &&
    one.artifact === other.artifact
  );
}

import { ResponseError } from '@backstage/errors';

import { ForgeClient } from './ForgeClient';
import { Release } from './model';
import { ReleaseStore } from './ReleaseStore';

const STATES = {
  pending: 'in_progress',
  starting: 'in_progress',
  running: 'success',
  failed: 'failure',
  replaced: undefined,
} as const;

/**
 * Tells the forge of releases as GitHub deployments. What it has told is stored
 * with the release, and where a crash came in between, what the forge knows is
 * looked up first: so nothing is told twice.
 */
export class DeploymentReporter {
  readonly #store: ReleaseStore;
  readonly #client: ForgeClient;
  readonly #baseUrl: string;

  constructor(options: {
    store: ReleaseStore;
    client: ForgeClient;
    /** The forge's origin, for links. */
    baseUrl: string;
  }) {
    this.#store = options.store;
    this.#client = options.client;
    this.#baseUrl = options.baseUrl;
  }

  /** Brings what the forge knows of a release up to its state. */
  async report(releaseId: number, environmentUrl: string): Promise<void> {
    const release = this.#store.find(releaseId);
    const state = release && STATES[release.state];
    if (!release || !state || state === release.reported) {
      return;
    }
    const deploymentId =
      release.deploymentId ?? (await this.#claimDeployment(release));
    await this.#tell(release, deploymentId, {
      state,
      environmentUrl,
      description:
        release.message || `${release.version} of run ${release.runId}`,
    });
  }

  /** Says that nothing runs in the environment any more; when the repository is gone there is nobody to tell. */
  async retire(release: Release): Promise<void> {
    if (release.deploymentId && release.reported === 'success') {
      try {
        await this.#tell(release, release.deploymentId, {
          state: 'inactive',
          environmentUrl: '',
          description: 'Removed from the branch',
        });
      } catch (error) {
        if (!(error instanceof ResponseError && error.statusCode === 404)) {
          throw error;
        }
      }
    }
  }

  /** The page with the log of a release. */
  logUrl(release: Pick<Release, 'id' | 'repository'>): string {
    return `${this.#baseUrl}/${release.repository}/deployments/releases/${release.id}`;
  }

  async #claimDeployment(release: Release): Promise<number> {
    const { repository, environment, revision, version, runId } = release;
    const existing = await this.#client.deployments(repository, {
      sha: revision,
      environment,
    });
    // Made just before a crash: it is of this run, and no release has it.
    const unclaimed = existing.find(
      ({ id, payload }) =>
        typeof payload === 'object' &&
        String(payload.runId) === String(runId) &&
        !this.#store.isClaimed(release.repositoryId, Number(id)),
    );
    const deployment =
      unclaimed ??
      (await this.#client.createDeployment(repository, {
        ref: revision,
        environment,
        payload: { version, runId: String(runId) },
      }));
    const deploymentId = Number(deployment.id);
    this.#store.update(release.id, { deploymentId });
    return deploymentId;
  }

  async #tell(
    release: Release,
    deploymentId: number,
    report: {
      state: 'in_progress' | 'success' | 'failure' | 'inactive';
      environmentUrl: string;
      description: string;
    },
  ) {
    const { repository } = release;
    const known = await this.#client.latestState(repository, deploymentId);
    if (known !== report.state) {
      await this.#client.addStatus(repository, deploymentId, {
        ...report,
        logUrl: this.logUrl(release),
      });
    }
    this.#store.update(release.id, { reported: report.state });
  }
}

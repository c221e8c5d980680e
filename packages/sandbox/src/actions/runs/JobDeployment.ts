import { bots } from '../../forge/bots';
import { Deployment } from '../../forge/Deployments';
import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { refName } from '../runner/githubContext';
import { jobPageUrl } from '../represent/links';
import { Conclusion, Job, Run } from '../store/model';

/** The deployment that GitHub makes of its own for a job with `environment:`. */
export class JobDeployment {
  readonly #forge: Forge;
  readonly #repository: Repository;
  readonly #deployment: Deployment;
  readonly #logUrl: string;

  private constructor(options: {
    forge: Forge;
    repository: Repository;
    deployment: Deployment;
    logUrl: string;
  }) {
    this.#forge = options.forge;
    this.#repository = options.repository;
    this.#deployment = options.deployment;
    this.#logUrl = options.logUrl;
  }

  /** Undefined for a job without an environment. */
  static begin(options: {
    forge: Forge;
    run: Run;
    job: Job;
    repository: Repository;
  }): JobDeployment | undefined {
    const { forge, run, job, repository } = options;
    const { environment } = job;
    if (!environment) {
      return undefined;
    }
    const deployment = new JobDeployment({
      forge,
      repository,
      deployment: forge.deployments.create({
        repository,
        sha: run.headSha,
        ref: refName(run.ref),
        environment,
        creator: bots.runner,
      }),
      logUrl: jobPageUrl(forge, repository, job),
    });
    deployment.#report('in_progress');
    return deployment;
  }

  /** Marks the deployment of a job that was lost, if it had one. */
  static lose(options: {
    forge: Forge;
    run: Run;
    job: Job;
    repository: Repository;
  }): void {
    const { forge, run, job, repository } = options;
    const logUrl = jobPageUrl(forge, repository, job);
    const deployment = forge.deployments
      .list(repository.id, { sha: run.headSha })
      .find(({ id }) => {
        const [latest] = forge.deployments.statuses(id);
        return latest?.logUrl === logUrl && latest.state === 'in_progress';
      });
    if (deployment) {
      new JobDeployment({ forge, repository, deployment, logUrl }).end(
        'failure',
      );
    }
  }

  end(conclusion: Conclusion): void {
    this.#report(conclusion === 'success' ? 'success' : 'failure');
  }

  #report(state: 'in_progress' | 'success' | 'failure') {
    this.#forge.deployments.addStatus({
      repository: this.#repository,
      deployment: this.#deployment,
      state,
      creator: bots.runner,
      logUrl: this.#logUrl,
    });
  }
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import type {
  EnvironmentReleases,
  PromotionStarted,
} from '@fairway/plugin-releases-common';
import type {
  PromoteOptions,
  ProvidedReleases,
  ReleasesProvider,
} from '@fairway/plugin-releases-node';
import type { Octokit } from '@octokit/rest';
import { GithubClients } from './client/GithubClients';
import { translateError } from './client/translateError';
import { readEnvironments } from './environments/readEnvironments';
import { CommitTitles } from './environments/CommitTitles';
import { readPromotion } from './promotion/readPromotion';
import { startPromotion } from './promotion/startPromotion';
import { readReleasesConfig, type ReleasesConfig } from './readReleasesConfig';
import { repositoryOf, type Repository } from './repository/repositoryOf';

/** Releases as a forge with GitHub's API knows them: by its deployments. */
export class GithubReleasesProvider implements ReleasesProvider {
  readonly #clients: GithubClients;
  readonly #config: ReleasesConfig;
  readonly #titles = new CommitTitles();

  static fromConfig(config: Config, options: { logger: LoggerService }) {
    return new GithubReleasesProvider(
      readReleasesConfig(config),
      GithubClients.fromConfig(config, options),
    );
  }

  private constructor(config: ReleasesConfig, clients: GithubClients) {
    this.#config = config;
    this.#clients = clients;
  }

  async getReleases(entity: Entity): Promise<ProvidedReleases> {
    return this.#withRepository(entity, async (octokit, repository) => {
      const { environments, reporter } = await readEnvironments({
        octokit,
        repository,
        productionEnvironments: this.#config.productionEnvironments,
      });
      const shown = withProduction(environments);
      const [titled, promotion] = await Promise.all([
        this.#titles.addTo(shown, { octokit, repository }),
        readPromotion({ octokit, repository, environments: shown }),
      ]);
      return {
        title: reporter ?? repository.host,
        url: `${this.#clients.webUrl(repository)}/actions`,
        environments: titled,
        promotion,
      };
    });
  }

  async promote(
    entity: Entity,
    promotion: PromoteOptions,
  ): Promise<PromotionStarted> {
    return this.#withRepository(entity, (octokit, repository) =>
      startPromotion({ octokit, repository, promotion }),
    );
  }

  async #withRepository<T>(
    entity: Entity,
    task: (octokit: Octokit, repository: Repository) => Promise<T>,
  ): Promise<T> {
    const repository = repositoryOf(entity, {
      config: this.#config,
      isKnownHost: host => this.#clients.isKnownHost(host),
    });
    try {
      return await task(await this.#clients.clientFor(repository), repository);
    } catch (error) {
      throw translateError(error, repository);
    }
  }
}

// Where a release can go is shown before the first one went there.
function withProduction(
  environments: EnvironmentReleases[],
): EnvironmentReleases[] {
  return environments.length === 0 ||
    environments.some(({ production }) => production)
    ? environments
    : [...environments, { environment: 'production', production: true }];
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import { slugOf, type Repository } from '../repository/repositoryOf';
import { ConditionalRequests } from './ConditionalRequests';

const DEADLINE_MILLISECONDS = 10_000;

/** Makes clients for the hosts under `integrations.github`. */
export class GithubClients {
  readonly #conditional = new ConditionalRequests();
  readonly #credentials: DefaultGithubCredentialsProvider;
  readonly #integrations: ScmIntegrations;
  readonly #logger: LoggerService;

  static fromConfig(config: Config, options: { logger: LoggerService }) {
    return new GithubClients(ScmIntegrations.fromConfig(config), options);
  }

  private constructor(
    integrations: ScmIntegrations,
    options: { logger: LoggerService },
  ) {
    this.#integrations = integrations;
    this.#credentials =
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
    this.#logger = options.logger;
  }

  /** Whether the host is configured. */
  isKnownHost(host: string): boolean {
    return this.#integrations.github.byHost(host) !== undefined;
  }

  /** The repository's page, in the scheme that its API is spoken in. */
  webUrl(repository: Repository): string {
    const { host } = repository;
    const baseUrl = this.#integrations.github.byHost(host)?.config.apiBaseUrl;
    const protocol = baseUrl ? new URL(baseUrl).protocol : 'https:';
    return `${protocol}//${host}/${slugOf(repository)}`;
  }

  /** A client that may act on the repository; each of its calls has a deadline. */
  async clientFor(repository: Repository): Promise<Octokit> {
    const { host } = repository;
    const baseUrl = this.#integrations.github.byHost(host)?.config.apiBaseUrl;
    if (!baseUrl) {
      throw new ServiceUnavailableError(
        `${host} is not configured under integrations.github`,
      );
    }
    const { token } = await this.#credentials.getCredentials({
      url: `https://${host}/${slugOf(repository)}`,
    });
    const logger = this.#logger;
    const octokit = new Octokit({
      auth: token,
      baseUrl,
      userAgent: 'fairway',
      log: {
        debug: () => {},
        info: () => {},
        warn: message => logger.warn(message),
        error: message => logger.debug(message),
      },
    });
    this.#conditional.apply(octokit);
    octokit.hook.before('request', options => {
      options.request.signal = AbortSignal.timeout(DEADLINE_MILLISECONDS);
    });
    return octokit;
  }
}

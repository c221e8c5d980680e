import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import { ConditionalRequests } from './ConditionalRequests';
import { Deadline } from './Deadline';
import { RateLimits } from './RateLimits';

/** Makes clients for the hosts under `integrations.github`. */
export class GithubClients {
  readonly #limits = RateLimits.create();
  readonly #conditional = new ConditionalRequests();
  readonly #credentials: DefaultGithubCredentialsProvider;
  readonly #integrations: ScmIntegrations;
  readonly #logger: LoggerService;
  #requests = 0;

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

  /** How many requests were made so far. */
  get requests(): number {
    return this.#requests;
  }

  /**
   * A client that may act on a repository, or on the organisation where none is named. Each call has a deadline, keeps to
   * the rate limit, and ends with the signal.
   */
  async clientFor(
    address: { host: string; owner: string; repo?: string },
    signal: AbortSignal,
  ): Promise<Octokit> {
    const { host, owner, repo } = address;
    const baseUrl = this.#integrations.github.byHost(host)?.config.apiBaseUrl;
    if (!baseUrl)
      throw new ServiceUnavailableError(
        `${host} is not configured under integrations.github`,
      );
    const deadline = Deadline.create({ host, signal });
    // An app asks the host for its token, by a client without a deadline.
    const { token } = await deadline.keep(() =>
      this.#credentials.getCredentials({
        url: `https://${host}/${owner}${repo ? `/${repo}` : ''}`,
      }),
    );
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
    // From the innermost: the limits hear every answer, also that nothing was modified, but none that was cut off.
    deadline.apply(octokit);
    this.#limits.apply(octokit, host);
    this.#conditional.apply(octokit);
    octokit.hook.before('request', () => {
      this.#requests += 1;
    });
    return octokit;
  }
}

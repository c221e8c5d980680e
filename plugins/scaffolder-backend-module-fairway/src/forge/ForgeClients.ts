import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateConfig } from '../config';
import { isForgeAnswer } from './ForgeError';
import { CONSIDERATE, Pace, QUICK } from './poll';
import { rateLimitDelay } from './rateLimit';
import { RepositoryTarget } from './repositoryTarget';

/** A client of one repository's forge, and the token it uses. */
export interface ForgeClient {
  octokit: Octokit;
  /** For git over HTTP; never logged, never part of a command line. */
  token: string;
  /** Where repositories are cloned from, made from our configuration, so that the token goes nowhere else. */
  webUrl: string;
  /** How patiently to ask for what takes its time. */
  pace: Pace;
}

// A longer wait is no use to somebody who looks at a progress page: the step fails and says until when.
const LONGEST_WAIT = 15 * 60_000;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;
// Answers that another try does not change, and those whose waiting time rateLimitDelay knows better.
const NO_RETRY = [400, 401, 403, 404, 409, 410, 422, 429, 451];

const ThrottledOctokit = Octokit.plugin(retry, throttling);

/**
 * Makes clients of the configured forges. Towards github.com and any host not known better, Octokit's throttle and
 * retries are on; each single call has a deadline; rate limits are waited for, visibly, and never undercut.
 */
export class ForgeClients {
  readonly #config: CreateConfig;
  readonly #integrations: ScmIntegrations;
  readonly #credentials: GithubCredentialsProvider;
  readonly #now: () => number;
  readonly #pace?: Pace;
  /** When a host that refused us may be called again; shared by all tasks of this process. */
  readonly #blockedUntil = new Map<string, number>();

  static create(options: {
    config: CreateConfig;
    integrations: ScmIntegrations;
    now?: () => number;
    /** Default: by the host. */
    pace?: Pace;
  }): ForgeClients {
    return new ForgeClients(options);
  }

  private constructor(options: Parameters<(typeof ForgeClients)['create']>[0]) {
    this.#config = options.config;
    this.#integrations = options.integrations;
    this.#credentials = DefaultGithubCredentialsProvider.fromIntegrations(
      options.integrations,
    );
    this.#now = options.now ?? Date.now;
    this.#pace = options.pace;
  }

  /**
   * @param signal - aborts every call of this client, waiting for a rate limit included.
   * @throws ServiceUnavailableError when there is no token for the organisation.
   */
  async forRepository(
    target: Pick<RepositoryTarget, 'host' | 'organisation'>,
    options: { logger: LoggerService; signal?: AbortSignal },
  ): Promise<ForgeClient> {
    const { host, organisation } = target;
    const { token } = await this.#credentials.getCredentials({
      url: `https://${host}/${organisation}`,
    });
    if (!token) {
      throw new ServiceUnavailableError(
        `There is no token for ${host}/${organisation}: add a GitHub App or a token to integrations.github`,
      );
    }
    const unthrottled =
      LOOPBACK.test(host) || this.#config.unthrottledHosts.has(host);
    return {
      octokit: this.#createOctokit({ ...options, host, token, unthrottled }),
      token,
      webUrl: `${new URL(this.#apiBaseUrl(host)).protocol}//${host}`,
      pace: this.#pace ?? (unthrottled ? QUICK : CONSIDERATE),
    };
  }

  #apiBaseUrl(host: string): string {
    const url = this.#integrations.github.byHost(host)?.config.apiBaseUrl;
    if (!url) {
      throw new InputError(
        `integrations.github has no apiBaseUrl for the host ${host}`,
      );
    }
    return url;
  }

  #createOctokit(options: {
    host: string;
    token: string;
    unthrottled: boolean;
    logger: LoggerService;
    signal?: AbortSignal;
  }): Octokit {
    const { host, logger, signal, unthrottled } = options;
    const octokit = new ThrottledOctokit({
      auth: options.token,
      baseUrl: this.#apiBaseUrl(host),
      userAgent: 'fairway',
      log: {
        debug: () => {},
        info: () => {},
        warn: (message: string) => logger.debug(message),
        error: (message: string) => logger.debug(message),
      },
      request: {
        fetch: (url: string, init: RequestInit) =>
          this.#fetch(url, init, signal),
      },
      retry: { enabled: !unthrottled, doNotRetry: NO_RETRY },
      throttle: {
        enabled: !unthrottled,
        onRateLimit: () => false,
        onSecondaryRateLimit: () => false,
      },
    });
    octokit.hook.wrap('request', async (request, parameters) => {
      for (let attempt = 0; ; attempt++) {
        await this.#waitUntilAllowed(host, logger, signal);
        try {
          return await request(parameters);
        } catch (error) {
          this.#noteRateLimit(host, error, attempt);
        }
      }
    });
    return octokit;
  }

  /** The deadline lies around the single exchange, its body included, so that waiting in a queue does not count. */
  async #fetch(
    url: string,
    init: RequestInit,
    signal?: AbortSignal,
  ): Promise<Response> {
    const signals = [init.signal, signal].filter(
      (candidate): candidate is AbortSignal => !!candidate,
    );
    try {
      const response = await fetch(url, {
        ...init,
        signal: AbortSignal.any([
          ...signals,
          AbortSignal.timeout(this.#config.callTimeout),
        ]),
      });
      // Read here: Octokit takes a body that breaks off for an empty one.
      const body = await response.arrayBuffer();
      const whole = new Response(body.byteLength > 0 ? body : null, response);
      return Object.defineProperty(whole, 'url', { value: response.url });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  }

  async #waitUntilAllowed(
    host: string,
    logger: LoggerService,
    signal?: AbortSignal,
  ): Promise<void> {
    const delay = (this.#blockedUntil.get(host) ?? 0) - this.#now();
    if (delay <= 0) {
      return;
    }
    const until = new Date(this.#now() + delay);
    const clock = `${until.toISOString().slice(11, 16)} UTC`;
    if (delay > LONGEST_WAIT) {
      throw new ServiceUnavailableError(
        `${host} limits the portal's requests until ${clock}. Retry after that; what was done so far is kept.`,
      );
    }
    logger.warn(
      `Waiting for ${host} until ${clock}: its rate limit is reached`,
    );
    await sleep(delay, undefined, { signal });
  }

  #noteRateLimit(host: string, error: unknown, attempt: number): void {
    const delay =
      isForgeAnswer(error) && error.response
        ? rateLimitDelay({
            status: error.status,
            message: error.message,
            headers: error.response.headers as Record<string, string>,
            attempt,
            now: this.#now(),
          })
        : undefined;
    if (delay === undefined) {
      throw error;
    }
    this.#blockedUntil.set(
      host,
      Math.max(this.#blockedUntil.get(host) ?? 0, this.#now() + delay),
    );
  }
}

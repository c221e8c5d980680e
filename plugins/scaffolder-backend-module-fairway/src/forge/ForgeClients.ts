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
import { CreateConfig } from '../config';
import { isForgeAnswer } from './ForgeError';
import { CONSIDERATE, Pace, QUICK } from './poll';
import { Patience, RateLimits } from './RateLimits';
import { RepositoryTarget } from './repositoryTarget';

/** Who calls a forge, and within what. */
export interface ForgeCaller extends Pick<Patience, 'longest' | 'onWait'> {
  logger: LoggerService;
  /** Aborts every call, waiting for a rate limit included. */
  signal?: AbortSignal;
  /** Asked before each call; it does not return while calls must not be made. */
  mayCall?(): Promise<void>;
}

/** A client of one repository's forge, and the token it uses. */
export interface ForgeClient {
  octokit: Octokit;
  /** For git over HTTP; never logged. */
  token: string;
  /**
   * Calls what is no part of the API, under the same limits and deadlines; the body of the answer has been read.
   *
   * @param extraTime - milliseconds on top of those for each call, for a body that is long.
   */
  fetch(url: string, init: RequestInit, extraTime?: number): Promise<Response>;
  /** Where repositories are cloned from, made from our configuration, so that the token goes nowhere else. */
  webUrl: string;
  /** How patiently to ask for what takes its time. */
  pace: Pace;
}

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
  readonly #limits: RateLimits;
  readonly #pace?: Pace;

  static create(options: {
    config: CreateConfig;
    integrations: ScmIntegrations;
    /** Default: new ones. */
    limits?: RateLimits;
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
    this.#limits = options.limits ?? RateLimits.create();
    this.#pace = options.pace;
  }

  /** @throws ServiceUnavailableError when there is no token for the organisation. */
  async forRepository(
    target: Pick<RepositoryTarget, 'host' | 'organisation'>,
    caller: ForgeCaller,
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
      octokit: this.#createOctokit({ caller, host, token, unthrottled }),
      token,
      fetch: (url, init, extraTime) =>
        this.#fetchAllowed({ host, caller, url, init, extraTime }),
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
    caller: ForgeCaller;
  }): Octokit {
    const { host, caller, unthrottled } = options;
    const { logger } = caller;
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
          this.#fetch(url, init, caller.signal),
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
        await this.#untilAllowed(host, caller);
        try {
          return await request(parameters);
        } catch (error) {
          if (!this.#isLimit(host, error, attempt)) {
            throw error;
          }
        }
      }
    });
    return octokit;
  }

  async #fetchAllowed(call: {
    host: string;
    caller: ForgeCaller;
    url: string;
    init: RequestInit;
    extraTime?: number;
  }): Promise<Response> {
    const { host, caller, url, init, extraTime } = call;
    for (let attempt = 0; ; attempt++) {
      await this.#untilAllowed(host, caller);
      const response = await this.#fetch(url, init, caller.signal, extraTime);
      const refusal = {
        status: response.status,
        message: response.ok ? '' : await response.clone().text(),
        headers: Object.fromEntries(response.headers),
      };
      if (!this.#limits.note(host, refusal, attempt)) {
        return response;
      }
    }
  }

  /** The deadline lies around the single exchange, its body included, so that waiting in a queue does not count. */
  async #fetch(
    url: string,
    init: RequestInit,
    signal?: AbortSignal,
    extraTime = 0,
  ): Promise<Response> {
    const signals = [init.signal, signal].filter(
      (candidate): candidate is AbortSignal => !!candidate,
    );
    try {
      const response = await fetch(url, {
        ...init,
        signal: AbortSignal.any([
          ...signals,
          AbortSignal.timeout(this.#config.callTimeout + extraTime),
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

  async #untilAllowed(host: string, caller: ForgeCaller): Promise<void> {
    const { logger, longest, onWait, signal, mayCall } = caller;
    const tell = (message: string) => logger.warn(message);
    await this.#limits.untilAllowed(host, { tell, longest, onWait, signal });
    await mayCall?.();
  }

  #isLimit(host: string, error: unknown, attempt: number): boolean {
    return (
      isForgeAnswer(error) &&
      error.response !== undefined &&
      this.#limits.note(
        host,
        {
          status: error.status,
          message: error.message,
          headers: error.response.headers as Record<string, string>,
        },
        attempt,
      )
    );
  }
}

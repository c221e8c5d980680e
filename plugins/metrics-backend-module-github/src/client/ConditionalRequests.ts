import type { Octokit } from '@octokit/rest';
import { hasStatus } from './hasStatus';

type Response = Awaited<ReturnType<Octokit['request']>>;

const MOST_RESPONSES = 200;

/**
 * Remembers what was read with its ETag and asks only whether it changed. An answer "not modified" costs nothing of the
 * rate limit.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
 */
export class ConditionalRequests {
  readonly #responses = new Map<string, Response>();

  /** Makes the client's reads conditional. */
  apply(octokit: Octokit): void {
    octokit.hook.wrap('request', async (request, options) => {
      if (options.method !== 'GET') return request(options);
      const { url } = octokit.request.endpoint(options);
      const known = this.#responses.get(url);
      // Set in place: what a hook hands on reaches no hook but the last.
      if (known?.headers.etag)
        options.headers['if-none-match'] = known.headers.etag;
      try {
        const response = await request(options);
        this.#remember(url, response);
        return response;
      } catch (error) {
        if (!known || !hasStatus(error, 304)) throw error;
        this.#remember(url, known);
        return known;
      }
    });
  }

  #remember(url: string, response: Response): void {
    this.#responses.delete(url);
    if (!response.headers.etag) return;
    this.#responses.set(url, response);
    if (this.#responses.size <= MOST_RESPONSES) return;
    const [oldest] = this.#responses.keys();
    this.#responses.delete(oldest);
  }
}

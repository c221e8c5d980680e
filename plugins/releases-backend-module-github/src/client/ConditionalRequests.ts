import type { Octokit } from '@octokit/rest';
import { hasStatus } from './translateError';

type Response = Awaited<ReturnType<Octokit['request']>>;

const MAX_RESPONSES = 500;

/**
 * Remembers what was read with its ETag and asks only whether it changed. An
 * answer "not modified" costs nothing of the rate limit.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
 */
export class ConditionalRequests {
  readonly #responses = new Map<string, Response>();

  /** Makes the client's reads conditional. */
  apply(octokit: Octokit): void {
    octokit.hook.wrap('request', async (request, options) => {
      if (options.method !== 'GET') {
        return request(options);
      }
      const { url } = octokit.request.endpoint(options);
      const known = this.#responses.get(url);
      const etag = known?.headers.etag;
      if (etag) {
        // Set in place: what a hook hands on reaches no hook but the last.
        options.headers['if-none-match'] = etag;
      }
      try {
        const response = await request(options);
        this.#remember(url, response);
        return response;
      } catch (error) {
        if (known && hasStatus(error, 304)) {
          this.#remember(url, known);
          return known;
        }
        throw error;
      }
    });
  }

  #remember(url: string, response: Response): void {
    this.#responses.delete(url);
    if (!response.headers.etag) {
      return;
    }
    this.#responses.set(url, response);
    if (this.#responses.size > MAX_RESPONSES) {
      const [oldest] = this.#responses.keys();
      this.#responses.delete(oldest);
    }
  }
}

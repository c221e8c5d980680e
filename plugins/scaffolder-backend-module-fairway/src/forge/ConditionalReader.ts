import { Octokit } from '@octokit/rest';
import { forgeStatus } from './ForgeError';

/**
 * Reads the same few addresses again and again. An unchanged answer costs the forge nothing and does not count
 * against the rate limit: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api.
 */
export class ConditionalReader {
  readonly #octokit: Octokit;
  readonly #seen = new Map<string, { etag: string; data: unknown }>();

  static create(octokit: Octokit): ConditionalReader {
    return new ConditionalReader(octokit);
  }

  private constructor(octokit: Octokit) {
    this.#octokit = octokit;
  }

  /**
   * @param path - below the API's base, with its query; names in it are encoded by the caller.
   */
  async get<T>(path: string): Promise<T> {
    const seen = this.#seen.get(path);
    try {
      const { data, headers } = await this.#octokit.request(`GET ${path}`, {
        headers: seen && { 'if-none-match': seen.etag },
      });
      if (headers.etag) {
        this.#seen.set(path, { etag: headers.etag, data });
      }
      return data as T;
    } catch (error) {
      if (seen && forgeStatus(error) === 304) {
        return seen.data as T;
      }
      throw error;
    }
  }
}

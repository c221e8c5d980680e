import { LoggerService } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { describeForgeError, forgeStatus } from '../forge/ForgeError';
import { ForgeClients } from '../forge/ForgeClients';
import { forbidden, invalid } from './refuse';

const LOOKUP_MILLISECONDS = 10_000;

/**
 * Guards addresses that a template lets people choose and then reads with the portal's own rights: only forges that
 * are configured, and there only what everybody may read.
 */
export class FetchSources {
  readonly #options: {
    forge: ForgeClients;
    integrations: ScmIntegrations;
    logger: LoggerService;
  };

  static create(options: {
    forge: ForgeClients;
    integrations: ScmIntegrations;
    logger: LoggerService;
  }): FetchSources {
    return new FetchSources(options);
  }

  private constructor(options: Parameters<(typeof FetchSources)['create']>[0]) {
    this.#options = options;
  }

  /** @throws InputError 400 for an address elsewhere, NotAllowedError 403 for a private repository. */
  async assertReadable(field: string, value: unknown): Promise<void> {
    if (value === undefined || value === '') {
      return;
    }
    const url = typeof value === 'string' ? URL.parse(value) : null;
    const integration =
      url && this.#options.integrations.github.byHost(url.host);
    const api = integration?.config.apiBaseUrl ?? 'https:';
    if (!url || !integration || url.protocol !== new URL(api).protocol) {
      throw invalid(field, 'must be an address at a configured forge');
    }
    if (url.username || url.password) {
      throw invalid(field, 'must not hold a user or a password');
    }
    const [owner, repo] = url.pathname.split('/').filter(Boolean);
    if (!owner || !repo) {
      throw invalid(field, 'must be an address within a repository');
    }
    await this.#assertPublic(field, url.host, owner, repo);
  }

  async #assertPublic(
    field: string,
    host: string,
    owner: string,
    repo: string,
  ): Promise<void> {
    const { forge, logger } = this.#options;
    const { octokit } = await forge.forRepository(
      { host, organisation: owner },
      {
        logger,
        longest: LOOKUP_MILLISECONDS,
        signal: AbortSignal.timeout(LOOKUP_MILLISECONDS),
      },
    );
    try {
      const { data } = await octokit.rest.repos.get({ owner, repo });
      if (!data.private) {
        return;
      }
    } catch (error) {
      if (forgeStatus(error) !== 404) {
        throw describeForgeError(error, `look at ${owner}/${repo}`);
      }
    }
    // The same answer for both, so that nobody learns which private repositories there are.
    throw forbidden(field, 'no such public repository');
  }
}

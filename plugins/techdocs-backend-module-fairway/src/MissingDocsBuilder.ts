import {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ResponseError, toError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';

export interface MissingDocsBuilderOptions {
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
  logger: LoggerService;
}

/**
 * Builds documentation that was never built, so that it can be found by search
 * before anybody has opened it. What exists already is kept up to date when it
 * is opened, which is TechDocs' own way.
 */
export class MissingDocsBuilder {
  readonly #options: MissingDocsBuilderOptions;
  /**
   * Looked at since the start. What could not be built is left alone, too:
   * whoever opens it sees what is wrong.
   */
  readonly #seen = new Set<string>();

  private constructor(options: MissingDocsBuilderOptions) {
    this.#options = options;
  }

  static create(options: MissingDocsBuilderOptions) {
    return new MissingDocsBuilder(options);
  }

  async run(): Promise<void> {
    const { auth, catalog, logger } = this.#options;
    const batches = catalog.streamEntities(
      {
        filter: {
          'metadata.annotations.backstage.io/techdocs-ref':
            CATALOG_FILTER_EXISTS,
        },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const entities of batches) {
      for (const { kind, metadata } of entities) {
        const { name, namespace = 'default' } = metadata;
        const entityRef = stringifyEntityRef({ kind, namespace, name });
        if (this.#seen.has(entityRef)) {
          continue;
        }
        this.#seen.add(entityRef);
        try {
          await this.#buildIfMissing({ kind, namespace, name });
        } catch (error) {
          logger.warn('Documentation was not built', {
            entityRef,
            problem: toError(error).message,
          });
        }
      }
    }
  }

  async #buildIfMissing({ kind, namespace, name }: CompoundEntityRef) {
    const path = [namespace, kind, name].map(encodeURIComponent).join('/');
    const metadata = await this.#request(`/metadata/techdocs/${path}`);
    if (metadata.status !== 404) {
      return;
    }
    const build = await this.#request(`/sync/${path}`);
    if (!build.ok) {
      throw await ResponseError.fromResponse(build);
    }
    const events = await build.text();
    const [, problem] = /^event: error\ndata: (.*)$/m.exec(events) ?? [];
    if (problem) {
      throw new Error(problem);
    }
  }

  async #request(path: string): Promise<Response> {
    const { auth, discovery } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'techdocs',
    });
    return await fetch(`${await discovery.getBaseUrl('techdocs')}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  }
}

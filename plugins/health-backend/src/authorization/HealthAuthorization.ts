import type {
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { DatabaseHealthQueries } from '../queries/DatabaseHealthQueries';

interface Dependencies {
  catalog: CatalogService;
  logger: LoggerService;
  permissions: PermissionsService;
  queries: DatabaseHealthQueries;
}

/** All that is needed to know an entity by. */
const FIELDS = ['kind', 'metadata.namespace', 'metadata.name'];
const REFS_AT_ONCE = 500;

/** Who may see whose health: asked by the routes and the actions alike. Who may read an entity may read its health. */
export class HealthAuthorization {
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;
  readonly #permissions: PermissionsService;
  readonly #queries: DatabaseHealthQueries;

  private constructor(dependencies: Dependencies) {
    this.#catalog = dependencies.catalog;
    this.#logger = dependencies.logger;
    this.#permissions = dependencies.permissions;
    this.#queries = dependencies.queries;
  }

  static create(dependencies: Dependencies): HealthAuthorization {
    return new HealthAuthorization(dependencies);
  }

  /** @throws NotFoundError for an entity that is unknown or hidden, in the same words */
  async requireRead(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.readable([entityRef], credentials)).has(entityRef))
      throw new NotFoundError(`No entity ${entityRef} was found`);
  }

  /**
   * Those of some entities that the caller may read. Who may read every entity costs one decision, since the last scan of
   * the catalog tells which there are; for all others, and for what the scan has not seen, the catalog is asked.
   */
  async readable(
    refs: string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    if (!refs.length) return new Set();
    const [[{ result }], known] = await Promise.all([
      this.#ask('The permission policy', () =>
        this.#permissions.authorizeConditional(
          [{ permission: catalogEntityReadPermission }],
          { credentials },
        ),
      ),
      this.#queries.known(refs),
    ]);
    if (result === AuthorizeResult.DENY) return new Set();
    if (result !== AuthorizeResult.ALLOW)
      return this.#readableInCatalog(refs, credentials);
    const unknown = refs.filter(ref => !known.has(ref));
    for (const ref of await this.#readableInCatalog(unknown, credentials))
      known.add(ref);
    return known;
  }

  async #readableInCatalog(
    refs: string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    const readable = new Set<string>();
    for (let start = 0; start < refs.length; start += REFS_AT_ONCE) {
      const { items } = await this.#ask('The catalog', () =>
        this.#catalog.getEntitiesByRefs(
          {
            entityRefs: refs.slice(start, start + REFS_AT_ONCE),
            fields: FIELDS,
          },
          { credentials },
        ),
      );
      for (const entity of items)
        if (entity) readable.add(stringifyEntityRef(entity));
    }
    return readable;
  }

  // The answers of other plugins, their statuses and inner words, are no
  // answers of this one.
  async #ask<T>(whom: string, question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      this.#logger.warn(`${whom} could not be asked`, toError(error));
      throw new ServiceUnavailableError(`${whom} does not answer`);
    }
  }
}

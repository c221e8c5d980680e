import type {
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { ReadableEntities } from '@fairway/serving';
import type { DatabaseHealthQueries } from '../queries/DatabaseHealthQueries';

interface Dependencies {
  catalog: CatalogService;
  logger: LoggerService;
  permissions: PermissionsService;
  queries: DatabaseHealthQueries;
}

/** Who may see whose health: asked by the routes and the actions alike. Who may read an entity may read its health. */
export class HealthAuthorization {
  readonly #entities: ReadableEntities;
  readonly #queries: DatabaseHealthQueries;

  private constructor({ queries, ...dependencies }: Dependencies) {
    this.#entities = ReadableEntities.create(dependencies);
    this.#queries = queries;
  }

  static create(dependencies: Dependencies): HealthAuthorization {
    return new HealthAuthorization(dependencies);
  }

  /** @throws NotFoundError for an entity that is unknown or hidden, in the same words */
  requireRead(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    return this.#entities.require(entityRef, credentials, () =>
      this.#queries.known([entityRef]),
    );
  }

  /** Those of some entities that the caller may read. */
  readable(
    refs: string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    return this.#entities.among(refs, credentials, () =>
      this.#queries.known(refs),
    );
  }
}

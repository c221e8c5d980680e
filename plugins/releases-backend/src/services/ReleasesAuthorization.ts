import type {
  AuthService,
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { releasePromotePermission } from '@fairway/plugin-releases-common';
import { askElsewhere, Decisions } from '@fairway/serving';

interface Dependencies {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  permissions: PermissionsService;
}

/** Who may see, and who may promote: asked by the routes and the actions alike. */
export class ReleasesAuthorization {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;
  readonly #decisions: Decisions;

  static create(dependencies: Dependencies) {
    return new ReleasesAuthorization(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#auth = dependencies.auth;
    this.#catalog = dependencies.catalog;
    this.#logger = dependencies.logger;
    this.#decisions = Decisions.create(dependencies);
  }

  /**
   * The entity as the caller may read it. Whether it is unknown or hidden is
   * not told apart, so that nobody learns of what they may not see.
   */
  async readableEntity(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    const entity = await askElsewhere(this.#logger, 'The catalog', () =>
      this.#catalog.getEntityByRef(ref, { credentials }),
    );
    if (!entity) {
      throw new NotFoundError(`No entity ${stringifyEntityRef(ref)} was found`);
    }
    return entity;
  }

  /** Promoting takes a person; a service's token reads only. */
  async mayPromote(
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    if (!this.#auth.isPrincipal(credentials, 'user')) {
      return false;
    }
    const resourceRef = stringifyEntityRef(entity);
    return this.#decisions.allows(
      { permission: releasePromotePermission, resourceRef },
      credentials,
    );
  }

  /** Throws `NotAllowedError`, naming who may, unless the caller may promote. */
  async requireMayPromote(
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (await this.mayPromote(entity, credentials)) {
      return;
    }
    const owners = (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef);
    throw new NotAllowedError(
      owners.length > 0
        ? `You are not a member of ${owners.join(' or ')}, so you may not promote ${stringifyEntityRef(entity)}`
        : `${stringifyEntityRef(entity)} has no owner in the catalog, so you may not promote it`,
    );
  }
}

import type {
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  metricsFactsRecordPermission,
  metricsIngestManagePermission,
  metricsOrganisationReadPermission,
} from '@fairway/plugin-metrics-common';
import type { ScopeMembers } from '../queries/ScopeMembers';
import type { Scope } from './Scope';

interface Dependencies {
  catalog: CatalogService;
  logger: LoggerService;
  permissions: PermissionsService;
  members: ScopeMembers;
}

/** All that is needed to know an entity by. */
const FIELDS = ['kind', 'metadata.namespace', 'metadata.name'];

/** Who may see which figures, and who may do something about them: asked by the routes and the actions alike. */
export class MetricsAuthorization {
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;
  readonly #permissions: PermissionsService;
  readonly #members: ScopeMembers;

  private constructor(dependencies: Dependencies) {
    this.#catalog = dependencies.catalog;
    this.#logger = dependencies.logger;
    this.#permissions = dependencies.permissions;
    this.#members = dependencies.members;
  }

  static create(dependencies: Dependencies): MetricsAuthorization {
    return new MetricsAuthorization(dependencies);
  }

  /**
   * Who may read an entity may read its figures; the organisation has a permission of its own.
   *
   * @throws NotFoundError for an entity that is unknown or hidden, in the same words
   */
  async requireRead(
    scope: Scope,
    credentials: BackstageCredentials,
    known?: () => Promise<Set<string>>,
  ): Promise<void> {
    if (scope.level === 'organisation') {
      await this.requireOrganisation(credentials);
      return;
    }
    const readable = await this.readable([scope.ref], credentials, known);
    if (!readable.has(scope.ref))
      throw new NotFoundError(`No entity ${scope.ref} was found`);
  }

  /**
   * Those of some entities that the caller may read. Who may read every entity costs one decision, since the last scan
   * of the catalog tells which there are; for all others, and for what the scan has not seen, the catalog is asked, once.
   *
   * @param known - those that the scan has seen, where they are being read anyway
   */
  async readable(
    refs: string[],
    credentials: BackstageCredentials,
    known = () => this.#members.known(refs),
  ): Promise<Set<string>> {
    if (!refs.length) return new Set();
    const [[{ result }], seen] = await Promise.all([
      this.#ask('The permission policy', () =>
        this.#permissions.authorizeConditional(
          [{ permission: catalogEntityReadPermission }],
          { credentials },
        ),
      ),
      known(),
    ]);
    if (result === AuthorizeResult.DENY) return new Set();
    if (result !== AuthorizeResult.ALLOW)
      return this.#readableInCatalog(refs, credentials);
    const unseen = refs.filter(ref => !seen.has(ref));
    for (const ref of await this.#readableInCatalog(unseen, credentials))
      seen.add(ref);
    return seen;
  }

  async #readableInCatalog(
    refs: string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    if (!refs.length) return new Set();
    const { items } = await this.#ask('The catalog', () =>
      this.#catalog.getEntitiesByRefs(
        { entityRefs: refs, fields: FIELDS },
        { credentials },
      ),
    );
    return new Set(
      items.flatMap(entity => (entity ? [stringifyEntityRef(entity)] : [])),
    );
  }

  requireOrganisation(credentials: BackstageCredentials): Promise<void> {
    return this.#require(
      metricsOrganisationReadPermission,
      credentials,
      "You may not read the organisation's figures",
    );
  }

  requireManage(credentials: BackstageCredentials): Promise<void> {
    return this.#require(
      metricsIngestManagePermission,
      credentials,
      'The inbox is for the platform team',
    );
  }

  /** @throws NotFoundError before NotAllowedError, so that nobody learns of what they may not see */
  async requireRecord(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.requireRead({ level: 'entity', ref: entityRef }, credentials);
    const [decision] = await this.#ask('The permission policy', () =>
      this.#permissions.authorize(
        [{ permission: metricsFactsRecordPermission, resourceRef: entityRef }],
        { credentials },
      ),
    );
    if (decision.result !== AuthorizeResult.ALLOW)
      throw new NotAllowedError(
        `You do not own ${entityRef}, so you may not record anything for it`,
      );
  }

  async #require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
    message: string,
  ) {
    const [decision] = await this.#ask('The permission policy', () =>
      this.#permissions.authorize([{ permission }], { credentials }),
    );
    if (decision.result !== AuthorizeResult.ALLOW)
      throw new NotAllowedError(message);
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

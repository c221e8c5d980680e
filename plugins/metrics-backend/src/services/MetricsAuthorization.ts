import type {
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  metricsFactsRecordPermission,
  metricsIngestManagePermission,
  metricsOrganisationReadPermission,
} from '@fairway/plugin-metrics-common';
import { Decisions, ReadableEntities } from '@fairway/serving';
import type { ScopeMembers } from '../queries/ScopeMembers';
import type { Scope } from './Scope';

interface Dependencies {
  catalog: CatalogService;
  logger: LoggerService;
  permissions: PermissionsService;
  members: ScopeMembers;
}

/** Who may see which figures, and who may do something about them: asked by the routes and the actions alike. */
export class MetricsAuthorization {
  readonly #decisions: Decisions;
  readonly #entities: ReadableEntities;
  readonly #members: ScopeMembers;

  private constructor({ members, ...dependencies }: Dependencies) {
    this.#decisions = Decisions.create(dependencies);
    this.#entities = ReadableEntities.create(dependencies);
    this.#members = members;
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
    known = () => this.#members.known([scope.ref]),
  ): Promise<void> {
    await (scope.level === 'organisation'
      ? this.requireOrganisation(credentials)
      : this.#entities.require(scope.ref, credentials, known));
  }

  /**
   * Those of some entities that the caller may read.
   *
   * @param known - those that the last scan of the catalog has seen, where they are being read anyway
   */
  readable(
    refs: string[],
    credentials: BackstageCredentials,
    known = () => this.#members.known(refs),
  ): Promise<Set<string>> {
    return this.#entities.among(refs, credentials, known);
  }

  requireOrganisation(credentials: BackstageCredentials): Promise<void> {
    return this.#decisions.require(
      metricsOrganisationReadPermission,
      credentials,
      "You may not read the organisation's figures",
    );
  }

  requireManage(credentials: BackstageCredentials): Promise<void> {
    return this.#decisions.require(
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
    const request = {
      permission: metricsFactsRecordPermission,
      resourceRef: entityRef,
    };
    if (!(await this.#decisions.allows(request, credentials)))
      throw new NotAllowedError(
        `You do not own ${entityRef}, so you may not record anything for it`,
      );
  }
}

import type {
  BackstageCredentials,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  getCompoundEntityRef,
  RELATION_HAS_MEMBER,
  RELATION_OWNED_BY,
  type Entity,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { lookUpEntities } from '../check/lookUpEntities';
import { assertMayOwn } from '../check/ownership';
import { forbidden } from '../check/refuse';
import type { CreateConfig } from '../config';
import type { ForgeClients } from '../forge/ForgeClients';
import { describeForgeError } from '../forge/ForgeError';
import { catalogFileOf } from './catalogFile';
import { openOwnerPull, type OwnerPull } from './openOwnerPull';

interface Dependencies {
  catalog: CatalogService;
  config: CreateConfig;
  forge: ForgeClients;
  logger: LoggerService;
  userInfo: UserInfoService;
}

// A request is answered sooner than a rate limit ends.
const LONGEST_WAIT = 5_000;

/** Proposes owners: pull requests that change catalog files. Nothing is changed until somebody merges them. */
export class OwnerProposals {
  readonly #options: Dependencies;

  private constructor(options: Dependencies) {
    this.#options = options;
  }

  static create(options: Dependencies): OwnerProposals {
    return new OwnerProposals(options);
  }

  /**
   * @throws NotFoundError for what the caller may not see either, InputError for no such group, NotAllowedError for a
   *   group of others or what others look after, ConflictError where the file can't be changed by itself.
   */
  async propose(
    request: { entityRef: string; owner: string },
    credentials: BackstageCredentials,
  ): Promise<OwnerPull> {
    const { catalog, config, forge, logger, userInfo } = this.#options;
    const { entityRef, owner } = request;
    const known = await lookUpEntities(
      catalog,
      [entityRef, owner],
      credentials,
    );
    const entity = known(entityRef);
    if (!entity) {
      throw new NotFoundError('entityRef: the catalog has no such entity');
    }
    const { platformTeams } = config;
    await assertMayOwn({ owner, credentials, known, userInfo, platformTeams });
    await this.#assertFree(entity, credentials);
    const file = catalogFileOf(entity, config);
    const { organisation, name } = file.repository;
    const { octokit } = await forge.forRepository(file.repository, {
      logger,
      longest: LONGEST_WAIT,
    });
    try {
      return await openOwnerPull({
        octokit,
        file,
        owner,
        entity: getCompoundEntityRef(entity),
      });
    } catch (error) {
      throw describeForgeError(
        error,
        `propose an owner in ${organisation}/${name}`,
      );
    }
  }

  /** What people look after already is theirs to give away; the platform team may propose for everything. */
  async #assertFree(
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { catalog, config, userInfo } = this.#options;
    const owners = (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef);
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    const may = ownershipEntityRefs.some(
      ref => config.platformTeams.has(ref) || owners.includes(ref),
    );
    if (may || owners.length === 0) return;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: owners },
      { credentials },
    );
    const lookedAfter = items.some(
      owner =>
        owner &&
        (owner.kind !== 'Group' ||
          owner.relations?.some(({ type }) => type === RELATION_HAS_MEMBER)),
    );
    if (lookedAfter) {
      throw forbidden('entityRef', 'it has an owner; ask them');
    }
  }
}

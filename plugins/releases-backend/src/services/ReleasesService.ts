import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type {
  EntityReleases,
  PromotionRequest,
  PromotionStarted,
} from '@fairway/plugin-releases-common';
import type { ReleasesProvider } from '@fairway/plugin-releases-node';
import type { Request } from 'express';
import { checkPromotion } from './checkPromotion';
import type { ReleasesAuthorization } from './ReleasesAuthorization';
import type { ReleasesCache } from './ReleasesCache';
import { SerialByKey } from './SerialByKey';

/** Who asks, and about what. */
export interface Caller {
  entityRef: CompoundEntityRef;
  credentials: BackstageCredentials;
  /** The request it came by, for the audit log; absent for an action. */
  httpRequest?: Request;
}

interface Dependencies {
  auditor: AuditorService;
  authorization: ReleasesAuthorization;
  cache: ReleasesCache;
  provider: ReleasesProvider;
}

/** Answers where an entity runs, and promotes it. */
export class ReleasesService {
  readonly #auditor: AuditorService;
  readonly #authorization: ReleasesAuthorization;
  readonly #cache: ReleasesCache;
  readonly #provider: ReleasesProvider;
  readonly #promotions = new SerialByKey();

  static create(dependencies: Dependencies) {
    return new ReleasesService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#auditor = dependencies.auditor;
    this.#authorization = dependencies.authorization;
    this.#cache = dependencies.cache;
    this.#provider = dependencies.provider;
  }

  /** Where the entity runs, as far as the caller may see. */
  async getReleases(caller: Caller): Promise<EntityReleases> {
    const { credentials, entityRef } = caller;
    const entity = await this.#authorization.readableEntity(
      entityRef,
      credentials,
    );
    const [{ releases, asOf, stale }, mayPromote] = await Promise.all([
      this.#cache.read(cacheKey(entity), () =>
        this.#provider.getReleases(entity),
      ),
      this.#authorization.mayPromote(entity, credentials),
    ]);
    const { title, url, environments, promotion } = releases;
    return {
      entityRef: stringifyEntityRef(entity),
      source: { title, url, asOf: asOf.toISOString(), stale },
      environments,
      promotion,
      mayPromote,
    };
  }

  /** Starts a promotion, or adopts the one under way for the same version. */
  async promote(
    caller: Caller & { promotion: PromotionRequest },
  ): Promise<PromotionStarted> {
    const { credentials, entityRef, promotion } = caller;
    const entity = await this.#authorization.readableEntity(
      entityRef,
      credentials,
    );
    const ref = stringifyEntityRef(entity);
    const event = await this.#auditor.createEvent({
      eventId: 'release-promote',
      severityLevel: 'medium',
      request: caller.httpRequest,
      meta: { entityRef: ref, actor: actorOf(credentials), ...promotion },
    });
    try {
      await this.#authorization.requireMayPromote(entity, credentials);
      const started = await this.#promotions.run(ref, () =>
        this.#start(entity, promotion),
      );
      await event.success({ meta: { url: started.url } });
      return started;
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  }

  async #start(
    entity: Entity,
    { from, to, version }: PromotionRequest,
  ): Promise<PromotionStarted> {
    // Asked anew: what was kept may be from before another promotion.
    const provided = await this.#provider.getReleases(entity);
    const { revision } = checkPromotion(provided, { from, to, version });
    try {
      return await this.#provider.promote(entity, {
        from,
        to,
        version,
        revision,
      });
    } finally {
      this.#cache.expire(cacheKey(entity));
    }
  }
}

// With the etag, so that a changed record is never answered from what its old
// annotations pointed to.
function cacheKey(entity: Entity): string {
  return `${stringifyEntityRef(entity)}#${entity.metadata.etag ?? ''}`;
}

function actorOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return userEntityRef ?? subject ?? 'unknown';
}

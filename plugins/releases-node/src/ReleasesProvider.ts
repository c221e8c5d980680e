import type { Entity } from '@backstage/catalog-model';
import type {
  EnvironmentReleases,
  Promotion,
  PromotionStarted,
} from '@fairway/plugin-releases-common';

/** What a provider knows about one entity at one moment. */
export interface ProvidedReleases {
  /** Who reported it, in a reader's words, such as the name of a deployer. */
  title: string;
  /** Where the source shows its builds and deployments. */
  url?: string;
  /** In the order of promotion, production last. */
  environments: EnvironmentReleases[];
  /** The step that waits to be taken; absent when there is none. */
  promotion?: Promotion;
}

/** What to promote; the core has checked it against the provider's own answer. */
export interface PromoteOptions {
  from: string;
  to: string;
  version: string;
  /** The commit that `version` was built from. */
  revision: string;
}

/**
 * Knows where entities run, and how to bring a release further.
 *
 * @remarks
 *
 * Both methods throw `NotFoundError` when the entity is not bound to the
 * source, `NotAllowedError` when it may not speak for what it is bound to, and
 * `ServiceUnavailableError` when the source is away or refuses to serve. The
 * core keeps answers for a few seconds and asks once for many readers.
 */
export interface ReleasesProvider {
  /** Reads where the entity runs, now. */
  getReleases(entity: Entity): Promise<ProvidedReleases>;

  /**
   * Starts the promotion and answers as soon as its run is known. A run that is
   * already under way for the same version is adopted, never doubled.
   */
  promote(entity: Entity, options: PromoteOptions): Promise<PromotionStarted>;
}

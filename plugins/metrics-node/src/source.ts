import type { Entity } from '@backstage/catalog-model';
import type { EventParams } from '@backstage/plugin-events-node';
import type { IncomingHttpHeaders } from 'node:http';
import type { Fact } from './facts';

/**
 * What arrived, before anything is believed of it.
 *
 * @public
 */
export interface IncomingDelivery {
  headers: IncomingHttpHeaders;
  /** The bytes as they came; signatures are over these. */
  body: Buffer;
}

/**
 * What the source says of a delivery that it accepts.
 *
 * @public
 */
export interface AcceptedDelivery {
  /** Unique per source; a second delivery of the same id is answered `duplicate` and has no effect. */
  deliveryId: string;
  /** The kind of event, as the source names it. */
  topic: string;
  /** A liveness check: answered 200, kept nowhere. */
  ping?: boolean;
  /** Authentic, but nothing that Fairway gathers: answered 202, kept nowhere. Says why. */
  ignore?: string;
}

/**
 * A delivery as it is kept and processed.
 *
 * @public
 */
export interface StoredDelivery {
  source: string;
  deliveryId: string;
  topic: string;
  headers: Record<string, string>;
  body: Buffer;
  receivedAt: Date;
}

/**
 * Writes facts that did not come through the inbox: found by a reconciler or a backfill.
 *
 * @public
 */
export interface FactSink {
  record(source: string, facts: Fact[]): Promise<void>;
  /** Says that a source has a hole since a moment, or (`since` undefined) that it has none any more. */
  reportGap(
    source: string,
    gap: { since: Date; reason: string } | undefined,
  ): Promise<void>;
}

/**
 * What figures lack of one project, and only its source can tell.
 *
 * @public
 */
export interface MissingFacts {
  project: string;
  /** Revisions that were deployed one after the other, and nobody knows what lies between. */
  comparisons: { base: string; head: string }[];
  /** Ids of changes that were merged, and nobody knows when their first commit was made. */
  changes: string[];
}

/**
 * What a reconciler is told: the projects that the catalog binds, and until when each was last complete.
 *
 * @public
 */
export interface ReconcileContext {
  projects: { project: string; entityRefs: string[]; completeTo?: Date }[];
  sink: FactSink;
  signal: AbortSignal;
  /** What the figures lack, once all facts that are there now are in them; at most some hundreds at a time. */
  missing(): Promise<MissingFacts[]>;
  /** Which of these deliveries of the source have arrived, by their id, whatever the source believes. */
  received(deliveryIds: string[]): Promise<ReadonlySet<string>>;
  /** Marks that everything of this project up to the moment is in the sink. */
  completed(project: string, to: Date): Promise<void>;
}

/**
 * What a source that fills is told.
 *
 * @public
 */
export type FillContext = Pick<ReconcileContext, 'sink' | 'signal' | 'missing'>;

/**
 * A source of delivery facts: one module, one route `POST /api/metrics/ingest/<id>`.
 *
 * @public
 */
export interface MetricsSource {
  id: string;
  title: string;
  /**
   * Checks a delivery over its raw bytes, in constant time, before it is parsed or stored.
   *
   * @throws AuthenticationError (401) for a missing or wrong signature, always with the same text
   * @throws InputError (400) for headers or a body that no sender of this source sends
   */
  accept(delivery: IncomingDelivery): AcceptedDelivery;
  /**
   * The facts in a delivery; none where it holds none. Pure: asks nobody. An error makes the worker try again, five times
   * in all, and then put the delivery aside with the reason.
   */
  toFacts(delivery: StoredDelivery): Fact[];
  /** What is handed on to Backstage's events once the delivery is processed. */
  toEvents?(delivery: StoredDelivery): EventParams[];
  /** The projects that an entity stands for at this source, most often from an annotation. */
  projectsOf?(entity: Entity): ProjectBinding[];
  /** Compares with the source over its API and fills what is missing; called by the scheduler on one replica. */
  reconcile?(context: ReconcileContext): Promise<void>;
  /**
   * Asks for what figures lack and no delivery tells, so that they are right soon and not only after the next `reconcile`.
   * Called by the scheduler on one replica every few seconds: where nothing new is missing it asks nobody.
   */
  fill?(context: FillContext): Promise<void>;
}

/**
 * A project, or a part of one, that an entity stands for.
 *
 * @public
 */
export interface ProjectBinding {
  project: string;
  /** A pattern for the environment's name, `*` being any run of characters; every environment where it is absent. */
  environment?: string;
  /** A path prefix inside a monorepo. */
  path?: string;
}

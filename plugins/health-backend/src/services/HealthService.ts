import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type EntityHealth,
  type HealthFeed,
  type HealthRollUp,
  type ManyHealth,
  severityOf,
} from '@fairway/plugin-health-common';
import type { HealthAuthorization } from '../authorization/HealthAuthorization';
import type { DatabaseHealthQueries } from '../queries/DatabaseHealthQueries';
import { type Member, rollUp } from '../rules/rollUp';

const MOST_WORST = 20;

interface Options {
  authorization: HealthAuthorization;
  queries: DatabaseHealthQueries;
}

/** The members to be looked at first; what matters goes before what does not. */
const worstOf = (members: Member[]): string[] =>
  members
    .filter(({ status, watched }) => watched && status !== 'healthy')
    .sort(
      (a, b) =>
        severityOf(b.status) - severityOf(a.status) ||
        Number(b.matters) - Number(a.matters),
    )
    .slice(0, MOST_WORST)
    .map(({ entityRef }) => entityRef);

/** Answers what the health of something is, to those who may know. Never waits for a source. */
export class HealthService {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): HealthService {
    return new HealthService(options);
  }

  async health(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<EntityHealth> {
    const { authorization, queries } = this.#options;
    await authorization.requireRead(entityRef, credentials);
    return (await queries.health([entityRef])).get(entityRef)!;
  }

  async many(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<ManyHealth> {
    const { authorization, queries } = this.#options;
    const refs = [...new Set(entityRefs)];
    const readable = await authorization.readable(refs, credentials);
    const health = await queries.health(refs.filter(ref => readable.has(ref)));
    return { items: entityRefs.map(ref => health.get(ref) ?? null) };
  }

  async history(asked: {
    entityRef: string;
    before?: number;
    limit: number;
    credentials: BackstageCredentials;
  }) {
    const { authorization, queries } = this.#options;
    const { entityRef, before, limit } = asked;
    await authorization.requireRead(entityRef, asked.credentials);
    const rows = await queries.history({
      ...{ entityRef, before, limit: limit + 1 },
    });
    const items = rows.slice(0, limit);
    return {
      items: items.map(({ id, ...change }) => change),
      ...(rows.length > limit && { last: items.at(-1)!.id }),
    };
  }

  async rollUp(
    scope: string,
    credentials: BackstageCredentials,
  ): Promise<HealthRollUp> {
    const { authorization, queries } = this.#options;
    await authorization.requireRead(scope, credentials);
    const members = await queries.members(scope);
    const readable = await authorization.readable(
      members.map(({ entityRef }) => entityRef),
      credentials,
    );
    const seen = members.filter(({ entityRef }) => readable.has(entityRef));
    const worst = worstOf(seen);
    const health = await queries.health(worst);
    return {
      scope,
      ...rollUp(seen),
      total: members.length,
      hidden: members.length - seen.length,
      worst: worst.map(ref => health.get(ref)!),
    };
  }

  /** For other plugins, which know themselves who may see what. */
  async changes(options: {
    since: number;
    limit: number;
  }): Promise<HealthFeed> {
    const items = await this.#options.queries.changedSince({
      revision: options.since,
      limit: options.limit,
    });
    return { items, revision: items.at(-1)?.revision ?? options.since };
  }
}

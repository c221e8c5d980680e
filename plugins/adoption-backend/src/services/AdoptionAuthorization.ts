import type {
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  NotAllowedError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  adoptionDetailReadPermission,
  adoptionManagePermission,
  adoptionReadPermission,
} from '@fairway/plugin-adoption-common';

interface Options {
  logger: LoggerService;
  permissions: PermissionsService;
}

/** Whose rows somebody may read: all, or those of some teams. */
export type Teams = 'all' | ReadonlySet<string>;

/** Whether a row of a team, or of none, is somebody's to read. */
export const mayRead = (teams: Teams, team: string | undefined): boolean =>
  teams === 'all' || (team !== undefined && teams.has(team));

/** The catalog's rule for what somebody owns. */
const OWNER = 'IS_ENTITY_OWNER';

/** Who may see what, and have it made anew: asked by all routes. */
export class AdoptionAuthorization {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AdoptionAuthorization {
    return new AdoptionAuthorization(options);
  }

  requireRead(credentials: BackstageCredentials): Promise<void> {
    return this.#require(
      adoptionReadPermission,
      credentials,
      'You may not read how the platform is adopted',
    );
  }

  requireManage(credentials: BackstageCredentials): Promise<void> {
    return this.#require(
      adoptionManagePermission,
      credentials,
      'Making figures anew is for the platform team',
    );
  }

  /**
   * Whose rows the caller may read. A row belongs to a team as an entity belongs to its owner, so the condition that owners
   * are let through by holds the teams; any other condition can't be told of a row, and lets nobody through.
   *
   * @throws NotAllowedError where a team is asked for whose rows are not the caller's
   */
  async readableTeams(
    credentials: BackstageCredentials,
    team?: string,
  ): Promise<Teams> {
    const [decision] = await this.#ask(() =>
      this.#options.permissions.authorizeConditional(
        [{ permission: adoptionDetailReadPermission }],
        { credentials },
      ),
    );
    const teams = teamsOf(decision);
    if (team !== undefined && !mayRead(teams, team))
      throw new NotAllowedError(
        team === 'none'
          ? 'Rows that belong to no team are for the platform team'
          : `You are not a member of ${team}`,
      );
    return teams;
  }

  async #require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
    message: string,
  ) {
    const [decision] = await this.#ask(() =>
      this.#options.permissions.authorize([{ permission }], { credentials }),
    );
    if (decision.result !== AuthorizeResult.ALLOW)
      throw new NotAllowedError(message);
  }

  // The permission backend's status and inner words are no answers of this
  // plugin.
  async #ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      this.#options.logger.warn(
        'The permission policy could not be asked',
        toError(error),
      );
      throw new ServiceUnavailableError(
        'The permission policy does not answer',
      );
    }
  }
}

/** Those that a decision lets through. */
function teamsOf(decision: PolicyDecision): Teams {
  if (decision.result === AuthorizeResult.ALLOW) return 'all';
  return new Set(
    decision.result === AuthorizeResult.CONDITIONAL
      ? claimsOf(decision.conditions)
      : [],
  );
}

function claimsOf(criteria: PermissionCriteria<PermissionCondition>): string[] {
  if ('anyOf' in criteria) return criteria.anyOf.flatMap(claimsOf);
  if ('allOf' in criteria)
    return criteria.allOf
      .map(claimsOf)
      .reduce((both, claims) => both.filter(claim => claims.includes(claim)));
  if ('not' in criteria || criteria.rule !== OWNER) return [];
  const { claims } = (criteria.params ?? {}) as { claims?: unknown };
  return Array.isArray(claims)
    ? claims.filter(claim => typeof claim === 'string')
    : [];
}

import type {
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  adoptionDetailReadPermission,
  adoptionManagePermission,
  adoptionReadPermission,
} from '@fairway/plugin-adoption-common';
import { Decisions } from '@fairway/serving';

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
  readonly #decisions: Decisions;

  private constructor(options: Options) {
    this.#decisions = Decisions.create(options);
  }

  static create(options: Options): AdoptionAuthorization {
    return new AdoptionAuthorization(options);
  }

  requireRead(credentials: BackstageCredentials): Promise<void> {
    return this.#decisions.require(
      adoptionReadPermission,
      credentials,
      'You may not read how the platform is adopted',
    );
  }

  requireManage(credentials: BackstageCredentials): Promise<void> {
    return this.#decisions.require(
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
    const decision = await this.#decisions.conditional(
      adoptionDetailReadPermission,
      credentials,
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

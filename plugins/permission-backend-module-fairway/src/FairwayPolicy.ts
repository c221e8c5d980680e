import {
  AuthorizeResult,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { accessTable } from './accessTable';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * Decides by {@link accessTable}, and denies what the table does not know.
 *
 * The policy is asked about people only: services' tokens are limited by their
 * `accessRestrictions` before it.
 */
export class FairwayPolicy implements PermissionPolicy {
  readonly #platformTeams: ReadonlySet<string>;

  private constructor(platformTeams: ReadonlySet<string>) {
    this.#platformTeams = platformTeams;
  }

  static create(options: { platformTeams: string[] }) {
    return new FairwayPolicy(new Set(options.platformTeams));
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const row = accessTable.get(request.permission.name);
    if (!user || !row || !isSameKind(request.permission, row[0])) {
      return DENY;
    }
    const claims = user.info.ownershipEntityRefs;
    if (claims.some(claim => this.#platformTeams.has(claim))) {
      return ALLOW;
    }
    switch (row[1]) {
      case 'everyone':
        return ALLOW;
      case 'owner':
        return ownedBy(claims);
      case 'creator':
        return createdBy(user.info.userEntityRef);
      default:
        return DENY;
    }
  }
}

/** The permission is part of the request: its name alone does not prove what it is. */
function isSameKind(asked: Permission, known: Permission): boolean {
  if (isResourcePermission(known)) {
    return isResourcePermission(asked, known.resourceType);
  }
  return !isResourcePermission(asked);
}

function ownedBy(claims: string[]): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions: {
      rule: 'IS_ENTITY_OWNER',
      resourceType: 'catalog-entity',
      params: { claims },
    },
  };
}

function createdBy(userEntityRef: string): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'scaffolder',
    resourceType: 'scaffolder-task',
    conditions: {
      rule: 'IS_TASK_OWNER',
      resourceType: 'scaffolder-task',
      params: { createdBy: [userEntityRef] },
    },
  };
}

import {
  AuthorizeResult,
  type PermissionCriteria,
  type PermissionCondition,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';

type Criteria = PermissionCriteria<PermissionCondition>;

const condition = (rule: string, params: object): Criteria =>
  ({ rule, resourceType: 'catalog-entity', params }) as Criteria;

const owned = condition('IS_ENTITY_OWNER', {
  claims: ['user:default/dana', 'group:default/checkout'],
});
const open = condition('HAS_ANNOTATION', {
  ...{ annotation: 'acme.test/visibility', value: 'Open' },
});
const secret = condition('HAS_LABEL', { label: 'acme.test/secret' });
const kinds = condition('IS_ENTITY_KIND', {
  kinds: ['Component', 'Group', 'System'],
});
const service = condition('HAS_SPEC', { key: 'type', value: 'service' });

/** What each of some people may read. */
export const conditions: Record<string, Criteria> = {
  'user:default/dana': owned,
  'user:default/olga': open,
  'user:default/anna': { anyOf: [owned, open] },
  'user:default/nora': { allOf: [{ not: secret }, kinds] },
  'user:default/nils': {
    anyOf: [
      { allOf: [open, { not: { anyOf: [secret, owned] } }] },
      { allOf: [service, owned] },
    ],
  },
};
/** Sees everything. */
export const EVERYTHING = 'user:default/petra';
/** Sees nothing. */
export const NOTHING = 'user:default/stranger';

export const people = [...Object.keys(conditions), EVERYTHING, NOTHING];

/** An artificial policy, in which each person sees something else. */
export const unevenPolicy: PermissionPolicy = {
  async handle(_request, user): Promise<PolicyDecision> {
    const person = user?.info.userEntityRef ?? NOTHING;
    if (person === EVERYTHING) return { result: AuthorizeResult.ALLOW };
    if (!conditions[person]) return { result: AuthorizeResult.DENY };
    return {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: conditions[person],
    };
  },
};

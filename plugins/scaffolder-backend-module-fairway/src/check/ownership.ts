import {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { KnownEntities } from './lookUpEntities';
import { forbidden, invalid } from './refuse';

const DEFAULT_NAMESPACE = 'default';
const REFERENCE =
  /^[a-z][a-z0-9]*:[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9._-]*$/i;

/** Reads a reference that has to be complete: kind, namespace and name. */
function readReference(field: string, value: unknown, kind: string): string {
  const example = `${kind}:${DEFAULT_NAMESPACE}/…`;
  if (typeof value !== 'string' || !REFERENCE.test(value)) {
    throw invalid(field, `must be a reference like ${example}`);
  }
  const reference = parseEntityRef(value);
  if (reference.kind.toLowerCase() !== kind) {
    throw invalid(field, `must be a ${kind}, like ${example}`);
  }
  if (reference.namespace !== DEFAULT_NAMESPACE) {
    throw invalid(field, `must be in the namespace ${DEFAULT_NAMESPACE}`);
  }
  const canonical = stringifyEntityRef(reference);
  if (canonical !== value) {
    throw invalid(field, `write it as ${canonical}`);
  }
  return canonical;
}

/**
 * The owner of a new service is an existing group that the caller is in; the platform teams may choose any.
 *
 * @throws InputError 400 for no such group, NotAllowedError 403 for a group of others.
 */
export async function assertMayOwn(options: {
  owner: unknown;
  credentials: BackstageCredentials;
  known: KnownEntities;
  userInfo: UserInfoService;
  platformTeams: ReadonlySet<string>;
}): Promise<void> {
  const { credentials, known, userInfo, platformTeams } = options;
  const owner = readReference('owner', options.owner, 'group');
  const group = known(owner);
  if (!group) {
    throw invalid('owner', 'no such group');
  }
  const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
  const isMember = ownershipEntityRefs.includes(owner);
  const isPlatform = ownershipEntityRefs.some(ref => platformTeams.has(ref));
  if (!isMember && !isPlatform) {
    throw forbidden(
      'owner',
      `You are not a member of ${group.metadata.title ?? group.metadata.name}`,
    );
  }
}

/** A system, if one is chosen, has to exist. */
export function assertSystemExists(
  system: unknown,
  known: KnownEntities,
): void {
  if (system === undefined || system === '') {
    return;
  }
  if (!known(readReference('system', system, 'system'))) {
    throw invalid('system', 'no such system');
  }
}

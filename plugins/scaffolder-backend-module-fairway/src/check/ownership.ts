import {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
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
  catalog: CatalogService;
  userInfo: UserInfoService;
  platformTeams: ReadonlySet<string>;
}): Promise<void> {
  const { credentials, catalog, userInfo, platformTeams } = options;
  const owner = readReference('owner', options.owner, 'group');
  const [group, { ownershipEntityRefs }] = await Promise.all([
    catalog.getEntityByRef(owner, { credentials }),
    userInfo.getUserInfo(credentials),
  ]);
  if (!group) {
    throw invalid('owner', 'no such group');
  }
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
export async function assertSystemExists(
  system: unknown,
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<void> {
  if (system === undefined || system === '') {
    return;
  }
  const reference = readReference('system', system, 'system');
  if (!(await catalog.getEntityByRef(reference, { credentials }))) {
    throw invalid('system', 'no such system');
  }
}

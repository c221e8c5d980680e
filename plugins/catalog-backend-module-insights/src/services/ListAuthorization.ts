import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { EntitiesSearchFilter } from '@backstage/plugin-catalog-node';
import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  type ConditionTransformer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import type { Access } from './Access';

const MOST_KEPT = 1_000;

/** Two decisions are the same where this is: whatever else an answer carries, such as its id, is another each time. */
const substanceOf = (decided: PolicyDecision): string =>
  JSON.stringify(
    decided.result === AuthorizeResult.CONDITIONAL
      ? decided.conditions
      : decided.result,
  );

/** Who may see what: as the catalog has it, by its own permission and its own rules. */
export class ListAuthorization {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
  /** Of each who asked lately: what was decided, and what it means. */
  readonly #last = new Map<string, { decision: string; access: Access }>();
  #transform: ConditionTransformer<EntitiesSearchFilter> | undefined;

  private constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#permissions = options.permissions;
    this.#registry = options.permissionsRegistry;
  }

  static create(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
  }): ListAuthorization {
    return new ListAuthorization(options);
  }

  /** The same object as the time before, where the decision is the same. */
  async accessOf(credentials: BackstageCredentials): Promise<Access> {
    const [decided] = await this.#permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    const who = JSON.stringify(credentials.principal);
    const decision = substanceOf(decided);
    const last = this.#last.get(who);
    if (last?.decision === decision) return last.access;
    const access = this.#meaningOf(decided);
    if (this.#last.size >= MOST_KEPT) this.#last.clear();
    this.#last.set(who, { decision, access });
    return access;
  }

  /**
   * Does something with what somebody may read. While that is being decided, it is begun with what was decided the last
   * time. Should the decision be another now, what came of it is thrown away, and it is done with the new one.
   */
  async reading<T>(
    credentials: BackstageCredentials,
    work: (access: Access) => Promise<T>,
  ): Promise<T> {
    const last = this.#last.get(JSON.stringify(credentials.principal))?.access;
    const begun = last && work(last);
    // Whether it went well is of interest only where it is used.
    begun?.catch(() => {});
    const access = await this.accessOf(credentials);
    return begun && access === last ? begun : work(access);
  }

  #meaningOf(decided: PolicyDecision): Access {
    if (decided.result !== AuthorizeResult.CONDITIONAL)
      return decided.result === AuthorizeResult.ALLOW ? 'all' : 'none';
    // The catalog adds its rules after its modules have started.
    this.#transform ??= createConditionTransformer(
      this.#registry.getPermissionRuleset(catalogEntityPermissionResourceRef),
    );
    return { criteria: this.#transform(decided.conditions) };
  }
}

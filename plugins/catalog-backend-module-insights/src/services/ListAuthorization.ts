import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { EntitiesSearchFilter } from '@backstage/plugin-catalog-node';
import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type ConditionTransformer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import type { Access } from './Access';

/** Who may see what: as the catalog has it, by its own permission and its own rules. */
export class ListAuthorization {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
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

  async accessOf(credentials: BackstageCredentials): Promise<Access> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.CONDITIONAL)
      return decision.result === AuthorizeResult.ALLOW ? 'all' : 'none';
    // The catalog adds its rules after its modules have started.
    this.#transform ??= createConditionTransformer(
      this.#registry.getPermissionRuleset(catalogEntityPermissionResourceRef),
    );
    return { criteria: this.#transform(decision.conditions) };
  }
}

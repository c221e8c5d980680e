import type {
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type AuthorizePermissionRequest,
  type BasicPermission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { askElsewhere } from './askElsewhere';

interface Options {
  logger: LoggerService;
  permissions: PermissionsService;
}

/** What the permission policy decides. Each question throws a ServiceUnavailableError where the policy does not answer. */
export class Decisions {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): Decisions {
    return new Decisions(options);
  }

  async allows(
    request: AuthorizePermissionRequest,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [{ result }] = await this.#ask(permissions =>
      permissions.authorize([request], { credentials }),
    );
    return result === AuthorizeResult.ALLOW;
  }

  /** @throws NotAllowedError with this message */
  async require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
    message: string,
  ): Promise<void> {
    if (!(await this.allows({ permission }, credentials)))
      throw new NotAllowedError(message);
  }

  /** With the conditions under which something is allowed. */
  async conditional(
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<PolicyDecision> {
    const [decision] = await this.#ask(permissions =>
      permissions.authorizeConditional([{ permission }], { credentials }),
    );
    return decision;
  }

  #ask<T>(question: (permissions: PermissionsService) => Promise<T>) {
    const { logger, permissions } = this.#options;
    return askElsewhere(logger, 'The permission policy', () =>
      question(permissions),
    );
  }
}

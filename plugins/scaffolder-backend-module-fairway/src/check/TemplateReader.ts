import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError, ResponseError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { templateParameterReadPermission } from '@backstage/plugin-scaffolder-common/alpha';
import { KnownEntities } from './lookUpEntities';
import { ParameterSchema } from './parameterSchemas';
import { invalid } from './refuse';

/** A template as one person sees it. */
export interface VisibleTemplate {
  /** Full entity reference. */
  ref: string;
  entity: TemplateEntityV1beta3;
  /** The pages of the form that this person may see. */
  pages: ParameterSchema[];
}

/** Reads templates with the caller's rights. */
export class TemplateReader {
  readonly #options: {
    auth: AuthService;
    discovery: DiscoveryService;
    permissions: PermissionsService;
  };

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    permissions: PermissionsService;
  }): TemplateReader {
    return new TemplateReader(options);
  }

  private constructor(
    options: Parameters<(typeof TemplateReader)['create']>[0],
  ) {
    this.#options = options;
  }

  /**
   * @param ref - full reference of the template.
   * @throws NotFoundError when there is none, or this person may not see it.
   */
  async read(
    ref: string,
    known: KnownEntities,
    credentials: BackstageCredentials,
  ): Promise<VisibleTemplate> {
    const entity = known(ref);
    if (entity?.kind !== 'Template') {
      throw new NotFoundError(`Template ${ref} not found`);
    }
    const template = entity as TemplateEntityV1beta3;
    return {
      ref,
      entity: template,
      pages: await this.#visiblePages(template, ref, credentials),
    };
  }

  async #visiblePages(
    template: TemplateEntityV1beta3,
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<ParameterSchema[]> {
    const pages = [template.spec.parameters ?? []].flat() as ParameterSchema[];
    const [decision] = await this.#options.permissions.authorizeConditional(
      [{ permission: templateParameterReadPermission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return pages;
      case AuthorizeResult.DENY:
        return [];
      default:
        return this.#askScaffolder(ref, credentials);
    }
  }

  /** Only the scaffolder knows the rules that conditions refer to, so it filters the pages. */
  async #askScaffolder(
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<ParameterSchema[]> {
    const { auth, discovery } = this.#options;
    const { kind, namespace, name } = parseEntityRef(ref);
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'scaffolder',
    });
    const path = [namespace, kind, name].map(encodeURIComponent).join('/');
    const response = await fetch(
      `${await discovery.getBaseUrl('scaffolder')}/v2/templates/${path}/parameter-schema`,
      {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(10_000),
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { steps } = (await response.json()) as {
      steps: Array<{ schema: ParameterSchema }>;
    };
    return steps.map(step => step.schema);
  }
}

/** @throws InputError when it is no reference. */
export function normaliseTemplateRef(templateRef: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(templateRef, { defaultKind: 'template' }),
    );
  } catch {
    throw invalid('templateRef', 'must be the reference of a template');
  }
}

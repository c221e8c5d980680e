import {
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { taskCreatePermission } from '@backstage/plugin-scaffolder-common/alpha';
import { CreateConfig } from '../config';
import {
  parseRepositoryUrl,
  RepositoryTarget,
} from '../forge/repositoryTarget';
import { FetchSources } from './FetchSources';
import { KnownEntities, lookUpEntities } from './lookUpEntities';
import { NameAvailability } from './NameAvailability';
import { findNameProblem } from './nameRule';
import { assertMayOwn, assertSystemExists } from './ownership';
import { assertMatchesSchemas } from './parameterSchemas';
import { forbidden, invalid } from './refuse';
import { assertTextsAllowed } from './restrictedTexts';
import {
  chosenRepositoryUrl,
  createsService,
  fetchedParameters,
  workflowParameters,
} from './serviceTemplate';
import { assertExpressionsAllowed } from './templateExpressions';
import {
  normaliseTemplateRef,
  TemplateReader,
  VisibleTemplate,
} from './TemplateReader';

/** A request to run a template. */
export interface CreateRequest {
  templateRef: string;
  values: Record<string, unknown>;
}

/** A request in which there is nothing to refuse. */
export interface CheckedRequest {
  template: VisibleTemplate;
  /** Where the service's repository will be; absent for templates that create no service. */
  target?: RepositoryTarget;
}

/** Decides, before a task exists, whether a request may become one. */
export class RequestCheck {
  readonly #options: {
    auth: AuthService;
    availability: NameAvailability;
    catalog: CatalogService;
    config: CreateConfig;
    fetchSources: FetchSources;
    permissions: PermissionsService;
    templates: TemplateReader;
    userInfo: UserInfoService;
  };

  static create(options: {
    auth: AuthService;
    availability: NameAvailability;
    catalog: CatalogService;
    config: CreateConfig;
    fetchSources: FetchSources;
    permissions: PermissionsService;
    templates: TemplateReader;
    userInfo: UserInfoService;
  }): RequestCheck {
    return new RequestCheck(options);
  }

  private constructor(options: Parameters<(typeof RequestCheck)['create']>[0]) {
    this.#options = options;
  }

  /**
   * What costs nothing to refuse is refused first; the forge and the catalog are asked last.
   *
   * @throws InputError, NotAllowedError, NotFoundError or ConflictError, with the field it is about where there is one.
   */
  async check(
    request: CreateRequest,
    credentials: BackstageCredentials,
  ): Promise<CheckedRequest> {
    await this.#assertMayCreate(credentials);
    const { values } = request;
    const ref = normaliseTemplateRef(request.templateRef);
    const known = await lookUpEntities(
      this.#options.catalog,
      [ref, values.owner, values.system],
      credentials,
    );
    const template = await this.#options.templates.read(
      ref,
      known,
      credentials,
    );
    const { entity, pages } = template;
    assertExpressionsAllowed(entity);
    const isService = createsService(entity, pages);
    if (isService) {
      const problem = findNameProblem(values.name);
      if (problem) {
        throw invalid('name', problem.message);
      }
    }
    assertTextsAllowed({
      values,
      pages,
      workflowFields: workflowParameters(entity),
    });
    assertMatchesSchemas(values, pages);
    for (const field of fetchedParameters(entity)) {
      await this.#options.fetchSources.assertReadable(field, values[field]);
    }
    return isService
      ? {
          template,
          target: await this.#checkService(values, entity, known, credentials),
        }
      : { template };
  }

  async #assertMayCreate(credentials: BackstageCredentials): Promise<void> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission: taskCreatePermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError('You may not create anything here');
    }
  }

  async #checkService(
    values: Record<string, unknown>,
    entity: VisibleTemplate['entity'],
    known: KnownEntities,
    credentials: BackstageCredentials,
  ): Promise<RepositoryTarget> {
    const { auth, availability, config, userInfo } = this.#options;
    if (!auth.isPrincipal(credentials, 'user')) {
      throw forbidden('owner', 'only a person can create a service');
    }
    const target = this.#target(entity, values);
    await assertMayOwn({
      owner: values.owner,
      credentials,
      known,
      userInfo,
      platformTeams: config.platformTeams,
    });
    assertSystemExists(values.system, known);
    await availability.assertFree(target);
    return target;
  }

  #target(
    entity: VisibleTemplate['entity'],
    values: Record<string, unknown>,
  ): RepositoryTarget {
    const { config } = this.#options;
    const chosen = chosenRepositoryUrl(entity, values);
    if (!chosen) {
      const { host, organisation } = config;
      return { host, organisation, name: values.name as string };
    }
    if (typeof chosen.value !== 'string') {
      throw invalid(chosen.field, 'required string');
    }
    const target = readTarget(chosen.field, chosen.value, config);
    if (target.name !== values.name) {
      throw invalid(chosen.field, 'its repository must have the name');
    }
    return target;
  }
}

function readTarget(
  field: string,
  value: string,
  config: CreateConfig,
): RepositoryTarget {
  try {
    return parseRepositoryUrl(value, config);
  } catch (error) {
    throw invalid(field, (error as Error).message.replace(/^repoUrl: /, ''));
  }
}

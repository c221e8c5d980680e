import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { describeForgeError, forgeStatus } from '../forge/ForgeError';
import { ForgeClients } from '../forge/ForgeClients';
import { RepositoryTarget } from '../forge/repositoryTarget';
import { taken } from './refuse';

/** Whether the catalog has a component of a name. */
export interface ComponentAvailability {
  free: boolean;
  entityRef?: string;
  owner?: string;
}

/** Whether the forge has a repository of a name. */
export interface RepositoryAvailability {
  free: boolean;
  url?: string;
  /** What kind of repository is in the way, for the message. */
  note?: string;
}

const LOOKUP_MILLISECONDS = 10_000;

/** Looks names up where they have to be unique: in the catalog and at the forge. */
export class NameAvailability {
  readonly #options: {
    auth: AuthService;
    catalog: CatalogService;
    forge: ForgeClients;
    logger: LoggerService;
  };

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    forge: ForgeClients;
    logger: LoggerService;
  }): NameAvailability {
    return new NameAvailability(options);
  }

  private constructor(
    options: Parameters<(typeof NameAvailability)['create']>[0],
  ) {
    this.#options = options;
  }

  /** Asked with the portal's own rights: a name is taken also by what the caller may not see. */
  async component(name: string): Promise<ComponentAvailability> {
    const { auth, catalog } = this.#options;
    const entity = await catalog.getEntityByRef(`component:default/${name}`, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    return entity
      ? {
          free: false,
          entityRef: stringifyEntityRef(entity),
          owner: entity.relations?.find(
            relation => relation.type === RELATION_OWNED_BY,
          )?.targetRef,
        }
      : { free: true };
  }

  async repository(target: RepositoryTarget): Promise<RepositoryAvailability> {
    const { forge, logger } = this.#options;
    const { octokit } = await forge.forRepository(target, {
      logger,
      longest: LOOKUP_MILLISECONDS,
      signal: AbortSignal.timeout(LOOKUP_MILLISECONDS),
    });
    const { organisation: owner, name: repo } = target;
    try {
      const { data } = await octokit.rest.repos.get({ owner, repo });
      const wanted = `${owner}/${repo}`.toLowerCase();
      const moved = data.full_name.toLowerCase() !== wanted;
      const note = moved
        ? `its name leads to ${data.full_name}`
        : data.archived && 'it is archived';
      return { free: false, url: data.html_url, note: note || undefined };
    } catch (error) {
      if (forgeStatus(error) === 404) {
        return { free: true };
      }
      throw describeForgeError(error, `look for ${owner}/${repo}`);
    }
  }

  /** @throws ConflictError 409 when the name is taken in either place. */
  async assertFree(target: RepositoryTarget): Promise<void> {
    const [component, repository] = await Promise.all([
      this.component(target.name),
      this.repository(target),
    ]);
    if (!repository.free) {
      const note = repository.note ? ` (${repository.note})` : '';
      throw taken(
        'name',
        `Repository ${target.organisation}/${target.name} already exists${note}: ${repository.url}`,
      );
    }
    if (!component.free) {
      throw taken(
        'name',
        `${component.entityRef} already exists${
          component.owner ? ` and belongs to ${component.owner}` : ''
        }`,
      );
    }
  }
}

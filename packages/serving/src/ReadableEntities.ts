import type {
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { askElsewhere } from './askElsewhere';
import { Decisions } from './Decisions';

interface Options {
  catalog: CatalogService;
  logger: LoggerService;
  permissions: PermissionsService;
}

/** All that is needed to know an entity by. */
const FIELDS = ['kind', 'metadata.namespace', 'metadata.name'];
const REFS_AT_ONCE = 500;

/** Which entities a caller may read, for a plugin that keeps something of each and scans the catalog for which there are. */
export class ReadableEntities {
  readonly #options: Options;
  readonly #decisions: Decisions;

  private constructor(options: Options) {
    this.#options = options;
    this.#decisions = Decisions.create(options);
  }

  static create(options: Options): ReadableEntities {
    return new ReadableEntities(options);
  }

  /** @throws NotFoundError for an entity that is unknown or hidden, in the same words */
  async require(
    ref: string,
    credentials: BackstageCredentials,
    known: () => Promise<Set<string>>,
  ): Promise<void> {
    if (!(await this.among([ref], credentials, known)).has(ref))
      throw new NotFoundError(`No entity ${ref} was found`);
  }

  /**
   * Those of some entities that the caller may read. Who may read every entity costs one decision, since the last scan of
   * the catalog tells which there are; for all others, and for what the scan has not seen, the catalog is asked.
   *
   * @param known - those of them that the scan has seen
   */
  async among(
    refs: string[],
    credentials: BackstageCredentials,
    known: () => Promise<Set<string>>,
  ): Promise<Set<string>> {
    if (!refs.length) return new Set();
    const [{ result }, seen] = await Promise.all([
      this.#decisions.conditional(catalogEntityReadPermission, credentials),
      known(),
    ]);
    if (result === AuthorizeResult.DENY) return new Set();
    if (result !== AuthorizeResult.ALLOW)
      return this.#inCatalog(refs, credentials);
    const unseen = refs.filter(ref => !seen.has(ref));
    for (const ref of await this.#inCatalog(unseen, credentials)) seen.add(ref);
    return seen;
  }

  async #inCatalog(
    refs: string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    const { catalog, logger } = this.#options;
    const readable = new Set<string>();
    for (let start = 0; start < refs.length; start += REFS_AT_ONCE) {
      const entityRefs = refs.slice(start, start + REFS_AT_ONCE);
      const { items } = await askElsewhere(logger, 'The catalog', () =>
        catalog.getEntitiesByRefs(
          { entityRefs, fields: FIELDS },
          { credentials },
        ),
      );
      for (const entity of items)
        if (entity) readable.add(stringifyEntityRef(entity));
    }
    return readable;
  }
}

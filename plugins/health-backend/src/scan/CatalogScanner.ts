import type { AuthService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { DatabaseEntityStore } from '../database/DatabaseEntityStore';
import { type ScannedEntity, relations, scanEntity } from './scanEntity';

const FIELDS = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'metadata.labels',
  'relations',
  'spec.type',
  'spec.lifecycle',
];

/** Reads all components of the catalog, a page at a time, and takes over what there is to check. */
export class CatalogScanner {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #entities: DatabaseEntityStore;
  readonly #now: () => number;

  private constructor(options: CatalogScannerOptions) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#entities = options.entities;
    this.#now = options.now;
  }

  static create(options: CatalogScannerOptions): CatalogScanner {
    return new CatalogScanner(options);
  }

  async scan(): Promise<void> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const pages = (kind: string): AsyncIterable<Entity[]> =>
      this.#catalog.streamEntities(
        { filter: { kind }, fields: FIELDS },
        { credentials },
      );
    const domains = new Map<string, string[]>();
    for await (const page of pages('System'))
      for (const system of page)
        domains.set(
          stringifyEntityRef(system),
          relations(system, RELATION_PART_OF, ['domain']),
        );
    const scanned = new Map<string, ScannedEntity>();
    for await (const page of pages('Component'))
      for (const component of page) {
        const entity = scanEntity(component, ref => domains.get(ref) ?? []);
        scanned.set(entity.entityRef, entity);
      }
    await this.#entities.takeOver([...scanned.values()], this.#now());
  }
}

interface CatalogScannerOptions {
  auth: AuthService;
  catalog: CatalogService;
  entities: DatabaseEntityStore;
  now: () => number;
}

import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { MetricsSource } from '@fairway/plugin-metrics-node';
import {
  type ConfiguredBinding,
  type ScannedEntity,
  scanEntities,
} from './CatalogScan';
import type { DatabaseBindingStore } from './DatabaseBindingStore';

const FIELDS = ['kind', 'metadata', 'relations', 'spec.type'];

export interface CatalogScannerOptions {
  auth: AuthService;
  catalog: CatalogService;
  bindings: DatabaseBindingStore;
  sources: Map<string, MetricsSource>;
  configured: ConfiguredBinding[];
  logger: LoggerService;
}

/** Reads the whole catalog, a page at a time, and takes over what it says of bindings and owners. */
export class CatalogScanner {
  readonly #options: CatalogScannerOptions;

  private constructor(options: CatalogScannerOptions) {
    this.#options = options;
  }

  static create(options: CatalogScannerOptions): CatalogScanner {
    return new CatalogScanner(options);
  }

  /** @returns how many entities changed */
  async scan(): Promise<number> {
    const { auth, bindings, sources, configured, logger } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const pages = (kind: string): AsyncIterable<Entity[]> =>
      this.#options.catalog.streamEntities(
        { filter: { kind }, fields: FIELDS },
        { credentials },
      );
    const systems: Entity[] = [];
    for await (const page of pages('System')) systems.push(...page);
    const scanned = new Map<string, ScannedEntity>();
    for await (const components of pages('Component'))
      for (const entity of scanEntities({
        components,
        systems,
        sources: [...sources.values()],
        configured,
        onProblem: (entityRef, error) =>
          logger.warn('An entity has a binding that cannot be read', {
            entityRef,
            error: toError(error).message,
          }),
      }))
        scanned.set(entity.entityRef, entity);
    return bindings.takeOver([...scanned.values()]);
  }
}

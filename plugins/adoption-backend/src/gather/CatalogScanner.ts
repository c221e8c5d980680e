import type { AuthService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { DatabaseDeliveryStore } from '../facts/DatabaseDeliveryStore';
import type { DatabaseServiceStore } from '../facts/DatabaseServiceStore';
import type { ServiceFact, TemplateFact } from '../facts/facts';
import { publishesRepository } from '../facts/publishes';
import type { DatabaseSourceStore } from './DatabaseSourceStore';

const TEMPLATE = 'fairway/template';
const VERSION = 'fairway/template-version';
const MOST_VERSION = 100;
const FIELDS = [
  ...['kind', 'metadata.namespace', 'metadata.name', 'metadata.annotations'],
  ...['relations', 'spec.type', 'spec.steps'],
];

interface Options {
  auth: AuthService;
  catalog: CatalogService;
  services: DatabaseServiceStore;
  deliveries: DatabaseDeliveryStore;
  sources: DatabaseSourceStore;
  /** Undefined where every component counts. */
  componentTypes?: string[];
  now(): number;
  onFacts(): void;
}

const typeOf = ({ spec }: Entity) => String(spec?.type ?? '');

const publishesIn = ({ spec }: Entity): boolean =>
  !Array.isArray(spec?.steps) ||
  spec.steps.some(step => publishesRepository(step as { action?: unknown }));

/** Reads the whole catalog, a page at a time: which services there are, whose, and on which path. */
export class CatalogScanner {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): CatalogScanner {
    return new CatalogScanner(options);
  }

  async scan(): Promise<void> {
    const { auth, catalog, componentTypes, now } = this.#options;
    const at = now();
    const credentials = await auth.getOwnServiceCredentials();
    const pages = (kind: string): AsyncIterable<Entity[]> =>
      catalog.streamEntities(
        { filter: { kind }, fields: FIELDS },
        { credentials },
      );
    const services = new Map<string, ServiceFact>();
    for await (const components of pages('Component'))
      for (const entity of components)
        if (!componentTypes || componentTypes.includes(typeOf(entity))) {
          const fact = serviceOf(entity);
          services.set(fact.entityRef, fact);
        }
    const templates = new Map<string, TemplateFact>();
    for await (const entities of pages('Template'))
      for (const entity of entities) {
        const template = stringifyEntityRef(entity);
        templates.set(template, {
          ...{ template, ...versionOf(entity) },
          publishes: publishesIn(entity),
        });
      }
    const isNew = await this.#options.services.takeOver({
      ...{ services: [...services.values()], at },
      templates: [...templates.values()],
    });
    // Of a new one the metrics plugin may know a lot already.
    await this.#options.deliveries.markDue(isNew);
    await this.#options.sources.succeeded('catalog', { completeTo: at });
    this.#options.onFacts();
  }
}

function versionOf({ metadata }: Entity): { version?: string } {
  const version = metadata.annotations?.[VERSION]?.trim();
  return version ? { version: version.slice(0, MOST_VERSION) } : {};
}

function templateOf({ metadata }: Entity): string | undefined {
  const text = metadata.annotations?.[TEMPLATE];
  if (!text) return undefined;
  try {
    const ref = parseEntityRef(text, { defaultKind: 'template' });
    return stringifyEntityRef(ref);
  } catch {
    // What is no reference names no path.
    return undefined;
  }
}

const relation = (entity: Entity, type: string, kind: string) =>
  entity.relations?.find(
    ({ type: other, targetRef }) =>
      other === type && targetRef.startsWith(`${kind}:`),
  )?.targetRef;

function serviceOf(entity: Entity): ServiceFact {
  const template = templateOf(entity);
  // What a person owns is nobody's here: figures are never a person's.
  const team = relation(entity, RELATION_OWNED_BY, 'group');
  const system = relation(entity, RELATION_PART_OF, 'system');
  return {
    entityRef: stringifyEntityRef(entity),
    ...(team && { team }),
    ...(system && { system }),
    ...(template && { template, ...versionOf(entity) }),
  };
}

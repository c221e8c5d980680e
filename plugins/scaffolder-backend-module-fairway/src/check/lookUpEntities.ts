import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** Gives the entity of a full reference, if there is one that the caller may see. */
export type KnownEntities = (entityRef: string) => Entity | undefined;

/** Full reference of what may be one; nothing when it is none. */
function canonical(value: unknown): string | undefined {
  try {
    return typeof value === 'string'
      ? stringifyEntityRef(parseEntityRef(value))
      : undefined;
  } catch {
    return undefined;
  }
}

/** Asks the catalog once for all that a request refers to. What is no reference is left for the check to refuse. */
export async function lookUpEntities(
  catalog: CatalogService,
  references: unknown[],
  credentials: BackstageCredentials,
): Promise<KnownEntities> {
  const entityRefs = references.map(canonical).filter(ref => ref !== undefined);
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs },
    { credentials },
  );
  const known = new Map(
    entityRefs.map((ref, index) => [ref, items[index]] as const),
  );
  return entityRef => known.get(entityRef);
}

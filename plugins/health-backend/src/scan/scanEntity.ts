import {
  type Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/** An entity as it is kept to be checked. */
export interface ScannedEntity {
  entityRef: string;
  entity: Entity;
  owners: string[];
  /** Owners, systems and domains that it is a member of. */
  scopes: string[];
  /** Whether it can make those unhealthy. */
  matters: boolean;
}

const TIER = 'fairway/tier';
const LOWEST_TIER = '3';

/** What of an entity is needed to check it, and to say whose it is. A component's domain is that of its system. */
export function scanEntity(
  entity: Entity,
  domainsOf: (systemRef: string) => string[],
): ScannedEntity {
  const { apiVersion, kind, metadata, spec } = entity;
  const { name, namespace, title, annotations, labels } = metadata;
  const owners = relations(entity, RELATION_OWNED_BY, ['group', 'user']);
  const systems = relations(entity, RELATION_PART_OF, ['system']);
  return {
    entityRef: stringifyEntityRef(entity),
    entity: {
      apiVersion,
      kind,
      metadata: { name, namespace, title, annotations, labels },
      spec: {
        ...(spec?.type !== undefined && { type: spec.type }),
        ...(spec?.lifecycle !== undefined && { lifecycle: spec.lifecycle }),
      },
    },
    owners,
    scopes: [
      ...new Set([...owners, ...systems, ...systems.flatMap(domainsOf)]),
    ].sort(),
    matters:
      spec?.lifecycle === 'production' && annotations?.[TIER] !== LOWEST_TIER,
  };
}

/** What an entity's relations of a type point to, of some kinds. */
export function relations(
  entity: Entity,
  type: string,
  kinds: string[],
): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef.toLocaleLowerCase('en-US'))
    .filter(ref => kinds.includes(parseEntityRef(ref).kind));
}

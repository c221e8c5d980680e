import {
  parseEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/** What an entity is to others, under one word. */
export interface RelationGroup {
  label: string;
  targets: CompoundEntityRef[];
}

const groups: { label: string; types: string[] }[] = [
  { label: 'Uses', types: ['dependsOn', 'consumesApi'] },
  { label: 'Used by', types: ['dependencyOf', 'apiConsumedBy'] },
  { label: 'API', types: ['providesApi'] },
  { label: 'Provided by', types: ['apiProvidedBy'] },
  { label: 'Contains', types: ['hasPart'] },
];

/** Targets of an entity's relations of some types, each once, in the order of their names. */
export function listTargets(
  entity: Entity,
  types: string[],
): CompoundEntityRef[] {
  const refs = (entity.relations ?? [])
    .filter(({ type }) => types.includes(type))
    .map(({ targetRef }) => targetRef);
  return [...new Set(refs)]
    .map(ref => parseEntityRef(ref))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** An entity's relations under a reader's words; groups without a target are left out. */
export function groupRelations(entity: Entity): RelationGroup[] {
  return groups
    .map(({ label, types }) => ({
      label,
      targets: listTargets(entity, types),
    }))
    .filter(({ targets }) => targets.length > 0);
}

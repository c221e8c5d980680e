import {
  parseEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { kinds } from './catalogView';

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

/** The mail address of a team or a person. */
export function readMail(entity: Entity): string | undefined {
  const profile = entity.spec?.profile as { email?: unknown } | undefined;
  return typeof profile?.email === 'string' ? profile.email : undefined;
}

/** Targets by their kind, in the order of {@link kinds}; kinds without a target are left out. */
export function groupByKind(
  targets: CompoundEntityRef[],
): { kind: string; targets: CompoundEntityRef[] }[] {
  const known = kinds.map(({ kind }) => kind);
  const found = [...new Set(targets.map(({ kind }) => kind))].sort(
    (one, other) =>
      (known.indexOf(one) + 1 || Infinity) -
      (known.indexOf(other) + 1 || Infinity),
  );
  return found.map(kind => ({
    kind,
    targets: targets.filter(target => target.kind === kind),
  }));
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

import {
  type Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type {
  MetricsSource,
  ProjectBinding,
} from '@fairway/plugin-metrics-node';

/** What the catalog says of one entity that figures need. */
export interface ScannedEntity {
  entityRef: string;
  bindings: ProjectBinding[];
  ownerRef?: string;
  systemRef?: string;
  domainRef?: string;
}

const relation = (entity: Entity, type: string, kind?: string) =>
  entity.relations?.find(
    ({ type: other, targetRef }) =>
      other === type && (!kind || targetRef.startsWith(`${kind}:`)),
  )?.targetRef;

/** What the names of projects begin with that no source knows. */
export const OWN_PROJECTS = 'recorded/';

/** The project of deployments that are recorded for an entity by hand; it stands for nothing else. */
export const ownProject = (entityRef: string) => `${OWN_PROJECTS}${entityRef}`;

/** A binding that the configuration adds to those of the catalog's annotations. */
export interface ConfiguredBinding extends ProjectBinding {
  entityRef: string;
}

/**
 * Reads the bindings and the ownership out of a whole catalog. Only components deliver; a component's domain is that of its
 * system.
 */
export function scanEntities(options: {
  components: Entity[];
  systems: Entity[];
  sources: MetricsSource[];
  configured: ConfiguredBinding[];
  /** What is wrong with one entity is no reason to leave out the others. */
  onProblem?(entityRef: string, error: unknown): void;
}): ScannedEntity[] {
  const domainOf = new Map(
    options.systems.map(system => [
      stringifyEntityRef(system),
      relation(system, RELATION_PART_OF, 'domain'),
    ]),
  );
  return options.components.map(component => {
    const entityRef = stringifyEntityRef(component);
    const systemRef = relation(component, RELATION_PART_OF, 'system');
    return {
      entityRef,
      bindings: [
        ...options.sources.flatMap(source => {
          try {
            return source.projectsOf?.(component) ?? [];
          } catch (error) {
            options.onProblem?.(entityRef, error);
            return [];
          }
        }),
        ...options.configured.filter(
          binding => binding.entityRef === entityRef,
        ),
        { project: ownProject(entityRef) },
      ],
      // Figures are never a person's.
      ownerRef: relation(component, RELATION_OWNED_BY, 'group'),
      systemRef,
      domainRef: systemRef && domainOf.get(systemRef),
    };
  });
}

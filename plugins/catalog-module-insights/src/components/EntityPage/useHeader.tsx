import {
  getCompoundEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import type { Crumb, HeaderFact } from '@fairway/look';
import { nameKind } from '../../model/catalogView';
import { entityPath } from '@fairway/plugin-catalog-insights-react';
import { readGoldenPath } from '../../model/goldenPath';
import { listTargets } from '../../model/relations';
import { EntityLink } from '../EntityLink';

function list(entity: Entity, type: string, kinds?: string[]) {
  const targets = listTargets(entity, [type]).filter(
    ({ kind }) => !kinds || kinds.includes(kind),
  );
  return targets.length
    ? targets.map(target => (
        <EntityLink key={stringifyEntityRef(target)} entityRef={target} />
      ))
    : undefined;
}

function PathFact({ entity }: { entity: Entity }) {
  const path = readGoldenPath(entity);
  return path ? (
    <Link href={entityPath(path.template)}>
      {[path.template.name, path.version].filter(Boolean).join(' ')}
    </Link>
  ) : null;
}

function listFacts(entity: Entity): HeaderFact[] {
  const { spec, metadata } = entity;
  const path = readGoldenPath(entity);
  const facts = [
    { label: 'Owner', value: list(entity, 'ownedBy') },
    { label: 'System', value: list(entity, 'partOf', ['system']) },
    { label: 'Domain', value: list(entity, 'partOf', ['domain']) },
    { label: 'Type', value: spec?.type?.toString() },
    { label: 'Lifecycle', value: spec?.lifecycle?.toString() },
    { label: 'Tier', value: metadata.annotations?.['fairway/tier'] },
    { label: 'Path', value: path ? <PathFact entity={entity} /> : undefined },
  ];
  return facts.filter(fact => fact.value !== undefined) as HeaderFact[];
}

function listCrumbs(entity: Entity): Crumb[] {
  const kind = entity.kind.toLowerCase();
  const { many } = nameKind(kind);
  const catalog = { label: 'Catalog', href: '/catalog' };
  if (kind !== 'component') {
    const label = many.charAt(0).toUpperCase() + many.slice(1);
    return [catalog, { label, href: `/catalog?kind=${kind}` }];
  }
  const [system] = listTargets(entity, ['partOf']).filter(
    target => target.kind === 'system',
  );
  return system
    ? [catalog, { label: system.name, href: entityPath(system) }]
    : [catalog];
}

/** What the header of an entity's page says. */
export function useHeader(entity: Entity) {
  const presentation = useEntityPresentation(getCompoundEntityRef(entity));
  return {
    title: entity.metadata.title ?? presentation.primaryTitle,
    summary: entity.metadata.description,
    crumbs: listCrumbs(entity),
    facts: listFacts(entity),
  };
}

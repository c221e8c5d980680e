import type { Entity } from '@backstage/catalog-model';
import { defaultEntityContentGroups } from '@backstage/plugin-catalog-react/alpha';
import type { EntityContent } from './entityPageTypes';

const groupOrder = Object.keys(defaultEntityContentGroups);

function rank({ group }: EntityContent): number {
  const index = group ? groupOrder.indexOf(group) : -1;
  return index === -1 ? groupOrder.length : index;
}

/** The tabs an entity has: the overview, then those of each group, in the groups' order. */
export function arrangeTabs(
  contents: EntityContent[],
  entity: Entity,
): EntityContent[] {
  return contents
    .filter(content => content.filter(entity))
    .sort((one, other) => rank(one) - rank(other));
}

import { useEntity } from '@backstage/plugin-catalog-react';
import {
  Direction,
  EntityCatalogGraphCard,
} from '@backstage/plugin-catalog-graph';

const usage = [
  'dependsOn',
  'dependencyOf',
  'consumesApi',
  'apiConsumedBy',
  'providesApi',
  'apiProvidedBy',
];

/** What an entity uses and is used by, drawn; for what has parts, its parts too. Teams would drown it. */
export function DependenciesTab() {
  const { entity } = useEntity();
  const whole = ['System', 'Domain'].includes(entity.kind);
  return (
    <EntityCatalogGraphCard
      direction={Direction.LEFT_RIGHT}
      title="Uses and used by"
      height={480}
      maxDepth={2}
      kinds={['Component', 'API', 'Resource', 'System', 'Domain']}
      relations={whole ? [...usage, 'hasPart', 'partOf'] : usage}
    />
  );
}

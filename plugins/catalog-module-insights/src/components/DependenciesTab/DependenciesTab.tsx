import {
  Direction,
  EntityCatalogGraphCard,
} from '@backstage/plugin-catalog-graph';

/** The neighbourhood of an entity, drawn. */
export function DependenciesTab() {
  return (
    <EntityCatalogGraphCard
      direction={Direction.LEFT_RIGHT}
      title="What it hangs together with"
      height={480}
      maxDepth={2}
    />
  );
}

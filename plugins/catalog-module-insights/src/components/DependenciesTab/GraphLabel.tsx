import type { EntityEdge } from '@backstage/plugin-catalog-graph';
import styles from './DependenciesTab.module.css';

/** How a relation is read from left to right. */
const words: Record<string, string> = {
  dependsOn: 'uses',
  dependencyOf: 'used by',
  consumesApi: 'uses',
  apiConsumedBy: 'used by',
  providesApi: 'provides',
  apiProvidedBy: 'provided by',
  hasPart: 'contains',
  partOf: 'part of',
};

/** What a line in the drawing means, in one of its two directions. */
export function GraphLabel({ edge }: { edge: EntityEdge }) {
  const [relation] = edge.relations;
  return (
    <text className={styles.label} textAnchor="middle">
      {words[relation] ?? relation}
    </text>
  );
}

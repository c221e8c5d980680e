import { useCallback, useMemo } from 'react';
import {
  getCompoundEntityRef,
  parseEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  Direction,
  EntityRelationsGraph,
  type EntityNode,
} from '@backstage/plugin-catalog-graph';
import { Panel } from '@fairway/look';
import { entityPath } from '@fairway/plugin-catalog-insights-react';
import type { RelationGroup } from '../../model/relations';
import { useNavigate } from '../../routing';
import { GraphLabel } from './GraphLabel';
import { GraphNode } from './GraphNode';
import styles from './DependenciesTab.module.css';

const usage = [
  'dependsOn',
  'dependencyOf',
  'consumesApi',
  'apiConsumedBy',
  'providesApi',
  'apiProvidedBy',
];
const kinds = ['Component', 'API', 'Resource', 'System', 'Domain'];

/** What one thing more in the drawing takes. */
const LINE = 64;

interface RelationsGraphProps {
  entity: Entity;
  groups: RelationGroup[];
}

/** What an entity hangs together with, two steps far; for what has parts, its parts too. Teams would drown it. */
export function RelationsGraph({ entity, groups }: RelationsGraphProps) {
  const navigate = useNavigate();
  const root = useMemo(() => getCompoundEntityRef(entity), [entity]);
  const open = useCallback(
    ({ id }: EntityNode) => navigate(entityPath(parseEntityRef(id))),
    [navigate],
  );
  const whole = ['System', 'Domain'].includes(entity.kind);
  // As high as what is drawn needs about: a small one would else be blown up to fill the place.
  const direct = Math.max(...groups.map(({ targets }) => targets.length));
  const height = Math.min(Math.max(direct * LINE + 96, 240), 620);
  return (
    <Panel title="Uses and used by" end={<span>two steps far</span>}>
      <div className={styles.graph} style={{ height }}>
        <EntityRelationsGraph
          rootEntityNames={root}
          maxDepth={2}
          direction={Direction.LEFT_RIGHT}
          kinds={kinds}
          relations={whole ? [...usage, 'hasPart', 'partOf'] : usage}
          onNodeClick={open}
          renderNode={GraphNode}
          renderLabel={GraphLabel}
          zoom="enable-on-click"
          className={styles.canvas}
        />
      </div>
    </Panel>
  );
}

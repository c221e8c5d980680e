import { stringifyEntityRef } from '@backstage/catalog-model';
import type { EntityNode } from '@backstage/plugin-catalog-graph';
import { nameKind } from '../../model/catalogView';
import styles from './DependenciesTab.module.css';

const HEIGHT = 44;
const PADDING = 14;
/** Of a letter in the two sizes. What is drawn is laid out before a browser could measure it. */
const NAME_LETTER = 7.4;
const KIND_LETTER = 5.8;

/** One thing in the drawing: its name, and below it what it is. The list beside it leads there by keyboard. */
export function GraphNode({ node }: { node: EntityNode }) {
  const { entity, focused, onClick } = node;
  const name = entity.metadata.title ?? entity.metadata.name;
  const kind = nameKind(entity.kind.toLowerCase()).one;
  const width =
    2 * PADDING +
    Math.max(name.length * NAME_LETTER, kind.length * KIND_LETTER);
  return (
    <g
      className={styles.node}
      data-focused={focused || undefined}
      onClick={onClick}
    >
      <rect width={width} height={HEIGHT} rx={6} />
      <text x={PADDING} y={19} className={styles.name}>
        {name}
      </text>
      <text x={PADDING} y={35} className={styles.kind}>
        {kind}
      </text>
      <title>{stringifyEntityRef(entity)}</title>
    </g>
  );
}

import { useEntity } from '@backstage/plugin-catalog-react';
import { EmptyState, Panel } from '@fairway/look';
import { groupByKind, listTargets } from '../../model/relations';
import { PartsPanel } from './PartsPanel';
import styles from './PartsCard.module.css';

/** What a system or a domain is made of, kind by kind. */
export function PartsCard() {
  const { entity } = useEntity();
  const groups = groupByKind(listTargets(entity, ['hasPart']));
  const isDomain = entity.kind === 'Domain';
  if (groups.length === 0) {
    const field = isDomain ? 'domain' : 'system';
    return (
      <Panel title={isDomain ? 'Systems' : 'Components'} flush>
        <EmptyState
          variant="notConfigured"
          title={`Nothing belongs to this ${field} yet`}
          missing={`spec:\n  ${field}: ${entity.metadata.name}`}
        >
          {isDomain ? 'A system' : 'A component'} belongs here once its record
          says so.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <div className={styles.panels}>
      {groups.map(({ kind, targets }) => (
        <PartsPanel key={kind} kind={kind} targets={targets} />
      ))}
    </div>
  );
}

import { getCompoundEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Column, Columns, EmptyState, Panel } from '@fairway/look';
import { groupRelations } from '../../model/relations';
import { EntityLink } from '../EntityLink';
import { RelationsGraph } from './RelationsGraph';
import { RelationsList } from './RelationsList';

/** Where a record says what a thing of its kind uses or is part of. */
const missing: Record<string, string> = {
  Component:
    'spec:\n  dependsOn:\n    - component:default/orders\n    - resource:default/orders-db',
  Resource: 'spec:\n  dependsOn:\n    - resource:default/orders-volume',
  API: 'spec:\n  providesApis:\n    - orders',
  System: 'spec:\n  system: name-of-this-system',
  Domain: 'spec:\n  domain: name-of-this-domain',
};

/** What an entity uses and is used by: drawn, and as a list that can be read and walked through by keyboard. */
export function DependenciesTab() {
  const { entity } = useEntity();
  const groups = groupRelations(entity);
  if (groups.length === 0) {
    return (
      <Panel title="Uses and used by" flush>
        <EmptyState
          variant="notConfigured"
          title="Nothing is declared"
          missing={missing[entity.kind]}
        >
          What <EntityLink entityRef={getCompoundEntityRef(entity)} /> hangs
          together with stands in catalog-info.yaml, its own or that of the
          others. Once it does, everybody sees whom a change or an outage
          reaches.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Columns layout="2-1">
      <Column>
        <RelationsGraph entity={entity} groups={groups} />
      </Column>
      <Column>
        <RelationsList groups={groups} />
      </Column>
    </Columns>
  );
}

import { stringifyEntityRef } from '@backstage/catalog-model';
import { Panel, Row, Rows } from '@fairway/look';
import { nameKind } from '../../model/catalogView';
import type { RelationGroup } from '../../model/relations';
import { EntityLink } from '../EntityLink';
import styles from './DependenciesTab.module.css';

/** What it is directly related to, in words. */
export function RelationsList({ groups }: { groups: RelationGroup[] }) {
  return (
    <>
      {groups.map(({ label, targets }) => (
        <Panel
          key={label}
          title={
            <>
              {label}{' '}
              <span className={styles.quiet}>
                {targets.length.toLocaleString('en-US')}
              </span>
            </>
          }
          flush
        >
          <Rows tight label={label}>
            {targets.map(target => (
              <Row
                key={stringifyEntityRef(target)}
                end={
                  <span className={styles.quiet}>
                    {nameKind(target.kind).one}
                  </span>
                }
              >
                <EntityLink entityRef={target} standalone />
              </Row>
            ))}
          </Rows>
        </Panel>
      ))}
    </>
  );
}

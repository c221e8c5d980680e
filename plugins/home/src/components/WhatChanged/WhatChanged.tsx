import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import {
  EmptyState,
  formatMoment,
  Panel,
  Row,
  Rows,
  SkeletonLine,
} from '@fairway/look';
import { entityPath } from '@fairway/plugin-catalog-insights-react';
import type { Change } from '../../model/changes';
import styles from './WhatChanged.module.css';

const SHOWN = 6;

function Subject({ change: { entityRef, name } }: { change: Change }) {
  return entityRef ? (
    <Link href={entityPath(parseEntityRef(entityRef))} standalone weight="bold">
      {name}
    </Link>
  ) : (
    <b>{name}</b>
  );
}

interface WhatChangedProps {
  /** Newest first. */
  changes: Change[];
  loading: boolean;
  now: Date;
}

/** What the reader's services went through in the last day. */
export function WhatChanged({ changes, loading, now }: WhatChangedProps) {
  return (
    <Panel title="What changed" flush end={<span>last 24{'\u00a0'}h</span>}>
      <div className={styles.room}>
        {changes.length > 0 ? (
          <Rows tight>
            {changes.slice(0, SHOWN).map(change => (
              <Row
                key={[change.name, change.what, change.at].join(' ')}
                end={
                  <span className={styles.at}>
                    {formatMoment(change.at, now).replace('today ', '')}
                  </span>
                }
              >
                <Subject change={change} />{' '}
                <span className={styles.what}>{change.what}</span>
              </Row>
            ))}
          </Rows>
        ) : null}
        {changes.length === 0 && loading ? (
          <div className={styles.skeleton} role="status" aria-label="Loading">
            <SkeletonLine width="66%" />
            <SkeletonLine width="58%" />
            <SkeletonLine width="72%" />
          </div>
        ) : null}
        {changes.length === 0 && !loading ? (
          <EmptyState variant="noData" title="Nothing changed">
            Deployments, changes of health, incidents and what you created stand
            here for a day.
          </EmptyState>
        ) : null}
      </div>
    </Panel>
  );
}

import { useMemo } from 'react';
import type {
  DeploymentEvidence,
  EvidenceItem,
  IncidentEvidence,
} from '@fairway/plugin-metrics-common';
import { useEvidence } from '@fairway/plugin-metrics-react';
import { LoadFailure } from '@fairway/plugin-catalog-insights-react';
import { Button } from '@backstage/ui';
import { formatCount, SkeletonLine, Table } from '@fairway/look';
import type { EvidenceContext } from './describeEvidence';
import type { EvidenceList } from './evidenceLists';
import { EvidenceRow } from './EvidenceRow';
import styles from './Evidence.module.css';

interface EvidenceTableProps {
  scope: string;
  from: string;
  to: string;
  list: EvidenceList;
  source: EvidenceList['sources'][number];
  named: boolean;
  now: Date;
}

const heads = {
  recovery: 'Recovered in',
  lead: 'Took',
  resolution: 'Resolved in',
};

const things: Record<EvidenceItem['type'], string> = {
  change: 'Change',
  deployment: 'Deployment',
  incident: 'Incident',
};

function thingOf({ source }: EvidenceTableProps): string {
  if (source.metric === 'changeLeadTime') return things.change;
  return source.metric === 'incidents' ? things.incident : things.deployment;
}

/** The deployments and incidents that the rows speak of, by what they are called there. */
function useContext(props: EvidenceTableProps): EvidenceContext {
  const { scope, from, to } = props;
  const deployments = useEvidence({
    ...{ scope, from, to },
    metric: 'deploymentFrequency',
  });
  const incidents = useEvidence({ scope, from, to, metric: 'incidents' });
  return useMemo(
    () => ({
      deployments: new Map(
        (deployments.items as DeploymentEvidence[]).map(item => [
          item.deploymentId,
          item,
        ]),
      ),
      incidents: new Map(
        (incidents.items as IncidentEvidence[]).map(item => [
          `${item.source}/${item.incidentId}`,
          item,
        ]),
      ),
    }),
    [deployments.items, incidents.items],
  );
}

function Foot(props: {
  shown: number;
  none?: string;
  hidden: number;
  more: boolean;
  reading: boolean;
  onMore: () => void;
}) {
  const { shown, none, hidden, more, reading, onMore } = props;
  return (
    <div className={styles.foot}>
      {shown === 0 && !more ? <p>{none ?? 'None in these days.'}</p> : null}
      {hidden ? (
        <p>
          {formatCount(hidden, 'more', 'more')} that count belong to services
          that you can’t open.
        </p>
      ) : null}
      {more ? (
        <Button
          variant="secondary"
          size="small"
          isPending={reading}
          onPress={onMore}
        >
          Show older ones
        </Button>
      ) : null}
    </div>
  );
}

/** A list of what is behind a figure, newest first. */
export function EvidenceTable(props: EvidenceTableProps) {
  const { scope, from, to, list, source, named, now } = props;
  const { metric, keep } = source;
  const evidence = useEvidence({ scope, metric, from, to });
  const context = useContext(props);
  const { status, error, hidden, nextCursor, readOn } = evidence;
  const items = evidence.items.filter(keep);
  if (status === 'failed' && error) {
    return (
      <LoadFailure
        what={list.label}
        error={error}
        retrying={false}
        onRetry={() => void readOn()}
      />
    );
  }
  // One of several that is empty says so, without heads above nothing.
  const bare = source.none && status !== 'loading' && items.length === 0;
  return (
    <>
      <Table
        className={styles.table}
        caption={`${list.label}: ${list.why.toLowerCase()}`}
        long="break"
        aria-busy={status === 'loading'}
        hidden={Boolean(bare)}
      >
        <thead>
          <tr>
            <th scope="col" className={styles.thing}>
              {thingOf(props)}
            </th>
            <th scope="col">{list.why}</th>
            {list.last ? (
              <th scope="col" className={styles.took}>
                {heads[list.last]}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {status === 'loading'
            ? ['60%', '80%', '50%'].map(width => (
                <tr key={width}>
                  <th scope="row">
                    <SkeletonLine width={72} />
                  </th>
                  <td colSpan={list.last ? 2 : 1}>
                    <SkeletonLine width={width} />
                  </td>
                </tr>
              ))
            : items.map(item => (
                <EvidenceRow
                  key={keyOf(item)}
                  {...{ item, list, context, named, now }}
                />
              ))}
        </tbody>
      </Table>
      {status === 'loading' ? null : (
        <Foot
          shown={items.length}
          none={source.none}
          hidden={hidden}
          more={Boolean(nextCursor)}
          reading={status === 'more'}
          onMore={() => void readOn()}
        />
      )}
    </>
  );
}

function keyOf(item: EvidenceItem): string {
  if (item.type === 'change') return `${item.entityRef} ${item.changeKey}`;
  return item.type === 'incident'
    ? `${item.entityRef} ${item.source} ${item.incidentId}`
    : `${item.entityRef} ${item.deploymentId}`;
}

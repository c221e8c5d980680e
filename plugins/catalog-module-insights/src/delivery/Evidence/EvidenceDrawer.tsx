import { parseEntityRef } from '@backstage/catalog-model';
import type { EvidenceName } from '@fairway/plugin-metrics-common';
import {
  describeFigure,
  formatDays,
  lastDay,
  metricWords,
  useFigures,
} from '@fairway/plugin-metrics-react';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { CopyButton, Drawer, DrawerContent } from '@fairway/look';
import type { Delivery } from '../useDeliveryView';
import type { EvidenceView } from '../deliveryView';
import { EvidenceCsvButton } from './EvidenceCsvButton';
import { evidenceLists, explanations } from './evidenceLists';
import { EvidenceTable } from './EvidenceTable';
import styles from './Evidence.module.css';

interface EvidenceDrawerProps {
  scope: string;
  delivery: Delivery;
  now: Date;
}

const others: Partial<Record<EvidenceName, string>> = {
  failedRollouts: 'Failed rollouts',
  incidents: 'Incidents',
};

function Content(props: EvidenceDrawerProps & { evidence: EvidenceView }) {
  const { scope, delivery, now, evidence } = props;
  const { view, change } = delivery;
  const range = evidence.days ?? view.range;
  const { answer } = useFigures({ scope, range, now, compare: false });
  const figures =
    answer.status === 'answered' && !answer.outdated ? answer.value : undefined;
  const { metric } = evidence;
  const lists = evidenceLists(metric, figures);
  const list = lists.find(({ id }) => id === evidence.list) ?? lists[0];
  const described =
    figures && metric !== 'incidents' && metric !== 'failedRollouts'
      ? describeFigure(figures, metric)
      : undefined;
  const title =
    others[metric] ?? metricWords[metric as keyof typeof metricWords].title;
  const { quantity, instead, lines } = described ?? {};
  const { kind, name } = parseEntityRef(scope);
  return (
    <DrawerContent
      title={[
        title,
        quantity ? `${quantity.value}\u00a0${quantity.unit}` : instead,
      ]
        .filter(Boolean)
        .join(': ')}
      detail={[
        name,
        'production',
        figures && formatDays(figures.from, lastDay(figures.to)),
        figures && `rule version ${figures.rules}`,
        figures && exactness(figures.figures, metric),
      ]
        .filter(Boolean)
        .join(' · ')}
      about={
        <>
          {lines ? <strong>{lines[0]}. </strong> : null}
          {explanations[metric]}
        </>
      }
      label={list.label}
    >
      <div className={styles.bar}>
        {lists.length > 1 ? (
          <ToggleButtonGroup
            aria-label="Which"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[list.id]}
            onSelectionChange={([chosen]) =>
              change({ evidence: { ...evidence, list: String(chosen) } })
            }
          >
            {lists.map(({ id, label, count }) => (
              <ToggleButton key={id} id={id}>
                {label}
                {count === undefined ? null : (
                  <span className={styles.count}> {count}</span>
                )}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        ) : null}
        <div className={styles.end}>
          <CopyButton what="link" iconOnly value={window.location.href} />
          {figures ? (
            <EvidenceCsvButton
              {...{ scope, list, from: figures.from, to: figures.to }}
            />
          ) : null}
        </div>
      </div>
      {figures
        ? list.sources.map(source => (
            <EvidenceTable
              key={`${list.id} ${source.metric}`}
              {...{ scope, list, source, now }}
              {...{ from: figures.from, to: figures.to }}
              named={kind !== 'component'}
            />
          ))
        : null}
    </DrawerContent>
  );
}

function exactness(
  figures: Parameters<typeof describeFigure>[0]['figures'],
  metric: EvidenceName,
): string | undefined {
  if (metric === 'incidents' || metric === 'failedRollouts') return undefined;
  return figures[metric].method === 'exact' ? 'exact' : 'within 1\u00a0%';
}

/** What a figure is made of: the very deployments, changes or incidents, and why each counts. */
export function EvidenceDrawer(props: EvidenceDrawerProps) {
  const { view, change } = props.delivery;
  const { evidence } = view;
  return (
    <Drawer
      isOpen={Boolean(evidence)}
      onClose={() => change({ evidence: undefined })}
      width={572}
    >
      {evidence ? <Content {...props} evidence={evidence} /> : null}
    </Drawer>
  );
}

import { METRIC_NAMES, type MetricName } from '@fairway/plugin-metrics-common';
import type { DeliveryAnswer } from '@fairway/plugin-adoption-common';
import { metricWords } from '@fairway/plugin-metrics-react';
import { FilterMenu, Panel, SkeletonLine } from '@fairway/look';
import type { Adoption } from '../../hooks/useAdoptionView';
import { ShowAs } from '../ShowAs';
import { Caveat } from './Caveat';
import { ComparisonPlot } from './ComparisonPlot';
import { ComparisonTable } from './ComparisonTable';
import styles from './DeliveryPanel.module.css';

interface DeliveryPanelProps {
  answer?: DeliveryAnswer;
  adoption: Adoption;
}

/** How services on a path and off one deliver: as distributions, with what makes them hard to compare. */
export function DeliveryPanel({ answer, adoption }: DeliveryPanelProps) {
  const { view, change, showTable } = adoption;
  const table = view.tables.includes('delivery');
  const title = table ? 'Delivery' : metricWords[view.metric].title;
  return (
    <Panel
      title={`${title}, on and off a path`}
      flush
      end={
        <>
          {table ? null : (
            <FilterMenu
              label="Metric"
              single
              value={[view.metric]}
              options={METRIC_NAMES.map(metric => ({
                value: metric,
                label: metricWords[metric].title,
              }))}
              onChange={([metric]) => change({ metric: metric as MetricName })}
            />
          )}
          <ShowAs
            what="Delivery on and off a path"
            table={table}
            onTable={shown => showTable('delivery', shown)}
          />
        </>
      }
    >
      {answer ? (
        <>
          {table ? (
            <ComparisonTable answer={answer} adoption={adoption} />
          ) : (
            <ComparisonPlot answer={answer} adoption={adoption} />
          )}
          <Caveat answer={answer} />
        </>
      ) : (
        <div className={styles.waiting}>
          <SkeletonLine width="80%" />
          <SkeletonLine width="60%" />
        </div>
      )}
    </Panel>
  );
}

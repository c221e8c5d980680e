import type { MetricsAnswer } from '@fairway/plugin-metrics-common';
import {
  describeTrend,
  downloadCsv,
  findingOf,
  formatDays,
  lastDay,
  metricWords,
  SeriesChart,
  seriesCsv,
  seriesPoints,
  SeriesTable,
  useSeries,
  type ComparedSeries,
  type SeriesPoint,
} from '@fairway/plugin-metrics-react';
import {
  Button,
  Link,
  Skeleton,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { formatCount, Panel } from '@fairway/look';
import { RiDownloadLine } from '@remixicon/react';
import { LoadFailure } from '@fairway/plugin-catalog-insights-react';
import { evidenceNameOf } from '../Evidence/evidenceLists';
import { RULES_PAGE } from '../rulesPage';
import type { Delivery } from '../useDeliveryView';
import { useChartEvents } from './useChartEvents';
import styles from './MetricPanel.module.css';

interface MetricPanelProps {
  scope: string;
  delivery: Delivery;
  figures: MetricsAnswer;
  now: Date;
}

function Counted({ rules, counted }: { rules: number; counted: string }) {
  return (
    <p className={styles.counted}>
      {counted} · <Link href={RULES_PAGE}>how it is counted</Link> (rule version{' '}
      {rules})
    </p>
  );
}

function Controls(props: {
  table: boolean;
  onTable: (table: boolean) => void;
  onCsv?: () => void;
}) {
  const { table, onTable, onCsv } = props;
  return (
    <div className={styles.controls}>
      <ToggleButtonGroup
        aria-label="Show as"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[table ? 'table' : 'chart']}
        onSelectionChange={keys => onTable(keys.has('table'))}
      >
        <ToggleButton id="chart">Chart</ToggleButton>
        <ToggleButton id="table">Table</ToggleButton>
      </ToggleButtonGroup>
      <Button
        variant="tertiary"
        size="small"
        iconStart={<RiDownloadLine />}
        isDisabled={!onCsv}
        onPress={onCsv}
      >
        CSV
      </Button>
    </div>
  );
}

function Series(props: MetricPanelProps & { series: ComparedSeries }) {
  const { scope, delivery, figures, series } = props;
  const { view, change, hrefOf } = delivery;
  const { metric, interval } = view;
  const earlier = series.earlier?.words;
  const points = seriesPoints(metric, series.now, series.earlier);
  const events = useChartEvents({ scope, metric, figures, points });
  const evidence = (point: SeriesPoint) => ({
    evidence: {
      metric: evidenceNameOf(metric),
      days: { from: point.first, to: point.last },
    },
  });
  const { title } = metricWords[metric];
  const days = formatCount(
    Math.round((Date.parse(figures.to) - Date.parse(figures.from)) / 864e5),
    'day',
  );
  return (
    <>
      <p className={styles.finding}>
        {findingOf({
          figure: figures.figures[metric],
          trend: describeTrend(figures, metric),
          ...{ points, interval, days },
          knownSince: figures.freshness.knownSince,
        })}
      </p>
      {view.table ? (
        <SeriesTable
          {...{ metric, interval, points, earlier }}
          hrefOf={point => hrefOf(evidence(point))}
        />
      ) : (
        <figure className={styles.figure}>
          <SeriesChart
            {...{ metric, points, events, earlier }}
            label={`${title}, per ${interval}, ${formatDays(figures.from, lastDay(figures.to))}`}
            onChoose={point => change(evidence(point))}
          />
        </figure>
      )}
    </>
  );
}

/** One metric over time: in words, drawn or listed, and as a file. */
export function MetricPanel(props: MetricPanelProps) {
  const { scope, delivery, figures, now } = props;
  const { view, change } = delivery;
  const { metric, range, interval, compare, table } = view;
  const { answer, reload } = useSeries({
    ...{ scope, range, interval, compare, now },
  });
  const { title, counted } = metricWords[metric];
  const series = answer.status === 'answered' ? answer.value : undefined;
  const save = (shown: ComparedSeries) =>
    downloadCsv(
      `${scope.replace(/^.*\//, '')}-${metric}-per-${interval}.csv`,
      seriesCsv(
        metric,
        seriesPoints(metric, shown.now, shown.earlier),
        shown.earlier?.words,
      ),
    );
  return (
    <Panel
      title={`${title}, per ${interval}`}
      flush
      end={
        <Controls
          table={table}
          onTable={asTable => change({ table: asTable })}
          onCsv={series && (() => save(series))}
        />
      }
    >
      <Counted counted={counted} rules={figures.rules} />
      {answer.status === 'failed' ? (
        <LoadFailure
          what={`${title} over time`}
          error={answer.error}
          retrying={answer.reloading}
          onRetry={reload}
        />
      ) : null}
      {series ? (
        <div
          className={styles.content}
          data-outdated={
            (answer.status === 'answered' && answer.outdated) || undefined
          }
        >
          <Series {...props} series={series} />
        </div>
      ) : null}
      {answer.status === 'loading' ? (
        <div className={styles.waiting} role="status" aria-label="Loading">
          <Skeleton width="100%" height={300} />
        </div>
      ) : null}
    </Panel>
  );
}

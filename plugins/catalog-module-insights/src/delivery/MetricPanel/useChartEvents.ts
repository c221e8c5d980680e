import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  EvidenceItem,
  MetricName,
  MetricsAnswer,
} from '@fairway/plugin-metrics-common';
import {
  metricsApiRef,
  metricWords,
  placeOf,
  useQuestion,
  type ChartEvent,
  type SeriesPoint,
} from '@fairway/plugin-metrics-react';
import { evidenceNameOf } from '../Evidence/evidenceLists';

/** More would be a cloud that says less than its median. */
const MOST = 200;

function toEvent(
  item: EvidenceItem,
  points: SeriesPoint[],
): ChartEvent | undefined {
  if (item.type === 'change') {
    const place = placeOf(points, item.deployedAt);
    return place === undefined
      ? undefined
      : { id: item.changeKey, place, value: item.leadSeconds };
  }
  if (item.type !== 'deployment' || !item.recoveredAt) return undefined;
  const place = placeOf(points, item.finishedAt);
  const seconds =
    (Date.parse(item.recoveredAt) - Date.parse(item.finishedAt)) / 1_000;
  return place === undefined
    ? undefined
    : { id: item.deploymentId, place, value: seconds };
}

/** Each change or recovery of its own, where there are few enough: a week of three has no median, but it has three changes. */
export function useChartEvents(options: {
  scope: string;
  metric: MetricName;
  figures: MetricsAnswer;
  points: SeriesPoint[];
}): ChartEvent[] {
  const { scope, metric, figures, points } = options;
  const api = useApi(metricsApiRef);
  const { n } = figures.figures[metric];
  const wanted =
    metricWords[metric].measure === 'duration' && n > 0 && n <= MOST;
  const { from, to } = figures;
  const ask = useCallback(
    async (signal: AbortSignal) =>
      wanted
        ? api.evidence(
            {
              ...{ scope, from, to, limit: MOST },
              metric: evidenceNameOf(metric),
            },
            { signal },
          )
        : undefined,
    [api, wanted, scope, metric, from, to],
  );
  const { answer } = useQuestion(`${scope} ${metric} ${from} ${to}`, ask);
  if (answer.status !== 'answered' || answer.outdated) return [];
  return (answer.value?.items ?? []).flatMap(
    item => toEvent(item, points) ?? [],
  );
}

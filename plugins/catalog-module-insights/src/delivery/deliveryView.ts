import {
  EVIDENCE_NAMES,
  METRIC_NAMES,
  type EvidenceName,
  type MetricName,
  type SeriesAnswer,
} from '@fairway/plugin-metrics-common';
import {
  checkDays,
  parseRange,
  usualInterval,
  writeRange,
  type MetricsRange,
} from '@fairway/plugin-metrics-react';

type Interval = SeriesAnswer['interval'];

/** What is behind a figure, as it is looked at. */
export interface EvidenceView {
  metric: EvidenceName;
  /** Of some days only, both included; of all that is looked at, where they are left out. */
  days?: { from: string; to: string };
  /** Which of the lists; the first, where it is left out. */
  list?: string;
}

/** All that one looks at on a Delivery tab. The address holds it, so that it can be passed on. */
export interface DeliveryView {
  range: MetricsRange;
  /** The metric that is shown over time. */
  metric: MetricName;
  table: boolean;
  /** Beside the days before. */
  compare: boolean;
  interval: Interval;
  evidence?: EvidenceView;
}

const intervals: Interval[] = ['day', 'week', 'month'];
const names = [
  ...['metric', 'view', 'beside', 'per'],
  ...['evidence', 'days', 'list'],
];

function oneOf<T extends string>(
  values: readonly T[],
  value: string | null,
): T | undefined {
  return values.find(known => known === value);
}

function parseEvidence(search: URLSearchParams): EvidenceView | undefined {
  const metric = oneOf(EVIDENCE_NAMES, search.get('evidence'));
  if (!metric) return undefined;
  const [from = '', to = from] = search.get('days')?.split('..') ?? [];
  return {
    metric,
    days: checkDays(from, to) ? undefined : { from, to },
    list: search.get('list') ?? undefined,
  };
}

/** Reads the address. What is not understood is left out. */
export function parseDelivery(search: URLSearchParams): DeliveryView {
  const range = parseRange(search);
  return {
    range,
    metric: oneOf(METRIC_NAMES, search.get('metric')) ?? METRIC_NAMES[0],
    table: search.get('view') === 'table',
    compare: search.get('beside') !== 'nothing',
    interval: oneOf(intervals, search.get('per')) ?? usualInterval(range),
    evidence: parseEvidence(search),
  };
}

/** Writes the address, without what is so anyway; what belongs to others stays in it. */
export function formatDelivery(
  view: DeliveryView,
  search: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const written = new URLSearchParams(search);
  names.forEach(name => written.delete(name));
  writeRange(written, view.range);
  const put = (name: string, value: string | false | undefined) =>
    value && written.set(name, value);
  put('metric', view.metric !== METRIC_NAMES[0] && view.metric);
  put('view', view.table && 'table');
  put('beside', !view.compare && 'nothing');
  put('per', view.interval !== usualInterval(view.range) && view.interval);
  const { metric, days, list } = view.evidence ?? {};
  put('evidence', metric);
  put('days', days && `${days.from}..${days.to}`);
  put('list', list);
  return written;
}

import {
  type DistributionAnswer,
  type EvidenceItem,
  type ManyAnswer,
  type MetricFigure,
  type MetricsAnswer,
  type SeriesAnswer,
  wholeFigures,
} from '@fairway/plugin-metrics-common';
import { type Cell, toCsv } from '@fairway/serving';

const FIGURE_COLUMNS = [
  ...['metric', 'value', 'p75', 'p95', 'method', 'n', 'count', 'open'],
  ...['enough', 'needed', 'valueBefore', 'nBefore', 'direction', 'ratio'],
];

const figureCells = (figure: MetricFigure): Cell[] => [
  ...[figure.metric, figure.value, figure.p75, figure.p95, figure.method],
  ...[figure.n, figure.count, figure.open, figure.enough, figure.needed],
  ...[figure.before?.value, figure.before?.n],
  ...[figure.change?.direction, figure.change?.ratio],
];

/** One row for each figure of each scope. */
export const figuresToCsv = (
  { from, to }: Pick<MetricsAnswer, 'from' | 'to'>,
  scopes: Pick<MetricsAnswer, 'scope' | 'figures'>[],
): string =>
  toCsv(
    ['scope', 'from', 'to', ...FIGURE_COLUMNS],
    scopes.flatMap(({ scope, figures }) =>
      Object.values(figures).map(figure => [
        ...[scope, from, to],
        ...figureCells(figure),
      ]),
    ),
  );

/** The same of many entities. */
export const manyToCsv = ({ items, needed, ...window }: ManyAnswer): string =>
  figuresToCsv(
    window,
    items.map(({ scope, figures }) => ({
      scope,
      figures: wholeFigures(figures, needed),
    })),
  );

/** One row for each figure of each interval. */
export const seriesToCsv = ({ scope, points }: SeriesAnswer): string =>
  toCsv(
    ['scope', 'from', 'to', ...FIGURE_COLUMNS],
    points.flatMap(({ from, to, figures }) =>
      Object.values(figures).map(figure => [
        ...[scope, from, to],
        ...figureCells(figure),
      ]),
    ),
  );

/** One row for each metric. */
export const distributionToCsv = ({
  scope,
  from,
  to,
  metrics,
}: DistributionAnswer): string =>
  toCsv(
    [
      ...['scope', 'from', 'to', 'metric', 'n'],
      ...['p10', 'p25', 'p50', 'p75', 'p90'],
    ],
    Object.values(metrics).map(one => [
      ...[scope, from, to, one.metric, one.n],
      ...[one.p10, one.p25, one.p50, one.p75, one.p90],
    ]),
  );

const EVIDENCE_COLUMNS = [
  ...['type', 'entityRef', 'project', 'source', 'at', 'deploymentId'],
  ...['environment', 'revision', 'version', 'kind', 'counted', 'failed'],
  ...['recoveredAt', 'change', 'leadSeconds', 'incidentId', 'resolvedAt'],
  ...['method', 'title', 'why', 'url'],
];

function evidenceRecord(item: EvidenceItem): Record<string, Cell> {
  if (item.type === 'change')
    return { ...item, change: item.changeKey, at: item.deployedAt };
  if (item.type === 'incident') return { ...item, at: item.openedAt };
  const { evidence, ...rest } = item;
  return {
    ...rest,
    at: item.finishedAt,
    why: [
      evidence.kind,
      ...(evidence.duplicateOf ? [`counted as ${evidence.duplicateOf}`] : []),
      ...evidence.failure,
      ...(evidence.recovery ? [`recovered: ${evidence.recovery}`] : []),
    ].join('; '),
  };
}

/** One row for each deployment, change or incident. */
export const evidenceToCsv = (items: EvidenceItem[]): string =>
  toCsv(
    EVIDENCE_COLUMNS,
    items.map(item => {
      const record = evidenceRecord(item);
      return EVIDENCE_COLUMNS.map(column => record[column]);
    }),
  );

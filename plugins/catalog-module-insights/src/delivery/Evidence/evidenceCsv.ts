import type { EvidenceItem } from '@fairway/plugin-metrics-common';
import { toCsv, type CsvCell } from '@fairway/plugin-metrics-react';

const columns = [
  ...['type', 'entityRef', 'project', 'source', 'at', 'deploymentId'],
  ...['environment', 'revision', 'version', 'kind', 'counted', 'failed'],
  ...['recoveredAt', 'change', 'leadSeconds', 'incidentId', 'resolvedAt'],
  ...['method', 'title', 'why', 'url'],
];

function recordOf(item: EvidenceItem): Record<string, CsvCell> {
  if (item.type === 'change')
    return { ...item, change: item.changeKey, at: item.deployedAt };
  if (item.type === 'incident') return { ...item, at: item.openedAt };
  const { evidence, ...rest } = item;
  const why = [
    evidence.kind,
    evidence.duplicateOf && `counted as ${evidence.duplicateOf}`,
    ...evidence.failure,
    evidence.recovery && `recovered: ${evidence.recovery}`,
  ];
  return { ...rest, at: item.finishedAt, why: why.filter(Boolean).join('; ') };
}

/** Evidence as a file, with the columns that the API's own CSV has. */
export function evidenceCsv(items: EvidenceItem[]): string {
  return toCsv(
    columns,
    items.map(item => {
      const record = recordOf(item);
      return columns.map(column => record[column]);
    }),
  );
}

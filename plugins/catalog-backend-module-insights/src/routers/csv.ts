import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';
import { METRIC_NAMES } from '@fairway/plugin-metrics-common';

type Cell = string | number | null | undefined;

/** What a spreadsheet would take for a formula gets a quote in front, also in full width; numbers are left alone. */
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/;

function cell(value: Cell): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(value);
  const plain = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** A line as RFC 4180 has it. */
const line = (cells: Cell[]): string => `${cells.map(cell).join(',')}\r\n`;

export const CSV_HEADER = line([
  ...['entityRef', 'name', 'title', 'description', 'owner', 'ownerTitle'],
  ...['system', 'systemTitle', 'lifecycle', 'type', 'tags', 'path'],
  ...['health', 'healthSince', 'healthReason', 'windowDays', 'computedAt'],
  ...METRIC_NAMES.flatMap(name => [name, `${name}N`, `${name}Trend`]),
]);

/** Some rows as lines: times in seconds, rates as shares of 1, frequency in deployments per day. */
export const toCsv = (rows: ComponentRow[]): string =>
  rows
    .map(row =>
      line([
        ...[row.entityRef, row.name, row.title, row.description],
        ...[row.ownerRef, row.ownerTitle, row.systemRef, row.systemTitle],
        ...[row.lifecycle, row.type, row.tags.join(' '), row.pathRef],
        ...[row.health?.status, row.health?.since, row.health?.text],
        ...[row.delivery?.windowDays, row.computedAt],
        ...METRIC_NAMES.flatMap(name => {
          const { value, n, trend } = row.delivery?.cells[name] ?? {};
          return [value, n, trend];
        }),
      ]),
    )
    .join('');

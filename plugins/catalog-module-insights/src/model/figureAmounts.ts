import type { MetricName } from '@fairway/plugin-metrics-common';
import { metricWords } from '@fairway/plugin-metrics-react';
import type { FigureFilter } from './figureFilter';

/** What a figure is written in, and how much of the list's own unit one of it is. */
export interface FigureUnit {
  /** Beside the number, except of the frequency, whose unit stands in the column's head. */
  sign: string;
  /** Its name in full. */
  name: string;
  size: number;
}

const units: Record<string, FigureUnit[]> = {
  duration: [
    { sign: 's', name: 'seconds', size: 1 },
    { sign: 'min', name: 'minutes', size: 60 },
    { sign: 'h', name: 'hours', size: 3_600 },
    { sign: 'd', name: 'days', size: 86_400 },
  ],
  share: [{ sign: '%', name: 'per cent', size: 0.01 }],
  frequency: [{ sign: '', name: 'per week', size: 1 / 7 }],
};

/** The units that a metric can be written in, the smallest first. */
export function unitsOf(metric: MetricName): FigureUnit[] {
  return units[metricWords[metric].measure];
}

const DECIMALS = 3;
const round = (value: number, decimals = DECIMALS) =>
  Number(value.toFixed(decimals));

/** A value in a unit, as it is written into a field. */
export function amountOf(value: number | undefined, unit: FigureUnit): string {
  return value === undefined ? '' : String(round(value / unit.size));
}

/** The largest unit in which all of some values are short, and at least one; without any, the largest there is. */
export function unitFor(metric: MetricName, values: number[]): FigureUnit {
  const [smallest, ...others] = unitsOf(metric);
  const short = (unit: FigureUnit) =>
    values.every(value => {
      const amount = value / unit.size;
      const rounded = round(amount, 1);
      return (rounded >= 1 || value === 0) && Math.abs(amount - rounded) < 1e-6;
    });
  return others.findLast(short) ?? smallest;
}

/** The ends of a range that are there. */
export function endsOf(filter: FigureFilter | undefined): number[] {
  return filter === undefined || filter === 'none'
    ? []
    : [filter.from, filter.to].filter(end => end !== undefined);
}

function formatAmount(metric: MetricName, value: number): string {
  const unit = unitFor(metric, [value]);
  const amount = round(value / unit.size).toLocaleString('en-US');
  return unit.sign ? `${amount}\u00a0${unit.sign}` : amount;
}

/** What a figure is narrowed down to, in the words beside its name: `≥ 2 d`, `1 h to 2 d`, `without a value`. */
export function describeFilter(
  metric: MetricName,
  filter: FigureFilter,
): string {
  if (filter === 'none') return 'without a value';
  const [from, to] = [filter.from, filter.to].map(end =>
    end === undefined ? undefined : formatAmount(metric, end),
  );
  if (from === undefined) return `≤\u00a0${to}`;
  if (to === undefined) return `≥\u00a0${from}`;
  return from === to ? `=\u00a0${from}` : `${from} to ${to}`;
}

/** What is wrong with one of the two fields, for a person to read. */
export interface AmountProblem {
  end: 'from' | 'to';
  message: string;
}

/** How the two fields are called. */
export const endLabels = { from: 'At least', to: 'At most' } as const;

const NUMBER = /^\d+(\.\d+)?$/;
const MOST = 999_999;

function readAmount(text: string, unit: FigureUnit): number | string {
  if (/^[-\u2212]\s*[\d.]/.test(text)) return 'must not be negative';
  if (!NUMBER.test(text)) return 'must be a number like 1.5';
  const amount = Number(text);
  if (amount > MOST) return `must be ${MOST.toLocaleString('en-US')} or less`;
  if (unit.sign === '%' && amount > 100) return 'must be 100 % or less';
  return amount * unit.size;
}

/** Reads the two fields of a range, of which one may be left empty; or says what is wrong with which of them. */
export function readRange(
  amounts: { from: string; to: string },
  unit: FigureUnit,
): { filter: FigureFilter } | { problem: AmountProblem } {
  const values: { from?: number; to?: number } = {};
  for (const end of ['from', 'to'] as const) {
    const text = amounts[end].trim();
    const read = text ? readAmount(text, unit) : undefined;
    if (typeof read === 'string')
      return { problem: { end, message: `${endLabels[end]} ${read}` } };
    values[end] = read;
  }
  const { from, to } = values;
  if (from === undefined && to === undefined)
    return {
      problem: { end: 'from', message: 'At least or At most must be given' },
    };
  return from !== undefined && to !== undefined && from > to
    ? {
        problem: {
          end: 'to',
          message: `${endLabels.to} must not be below ${endLabels.from}`,
        },
      }
    : { filter: values };
}

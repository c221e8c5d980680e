import type { Figure } from '@fairway/plugin-catalog-insights-common';
import { columnsOf, type Column } from './columns';

/** Values of a figure, both ends included, in the units of the list: seconds, per day, shares of 1. */
export interface FigureRange {
  from?: number;
  to?: number;
}

/** What a figure is narrowed down to: values within a range, or `none` for what has no value. */
export type FigureFilter = FigureRange | 'none';

/** What is set, by figure. */
export type FigureFilters = Partial<Record<Figure, FigureFilter>>;

const DIGITS = 12;
const RANGE = /^(\d{1,12}(?:\.\d{1,12})?)?\.\.(\d{1,12}(?:\.\d{1,12})?)?$/;

/** The column of a figure. */
export type FigureColumn = Column &
  Required<Pick<Column, 'metric'>> & { id: Figure };

/** The columns of the figures that entities of a kind have; none of most kinds. */
export function figureColumns(kind: string): FigureColumn[] {
  return columnsOf(kind).filter((column): column is FigureColumn =>
    Boolean(column.metric),
  );
}

/** Reads what stands in the address, as the list reads it; undefined where it can't be understood. */
export function parseFigureFilter(text: string): FigureFilter | undefined {
  if (text === 'none') return text;
  const ends = text === '..' ? null : text.match(RANGE);
  if (!ends) return undefined;
  const [from, to] = ends
    .slice(1)
    .map(end => (end === undefined ? undefined : Number(end)));
  if (from !== undefined && to !== undefined && from > to) return undefined;
  return { from, to };
}

/** What two numbers differ by when one was worked out by a longer way than the other. */
const same = (one: number, other: number) =>
  Math.abs(one - other) <= 4 * Number.EPSILON * Math.abs(other);

/**
 * A number in as many digits as the list takes. What has more is rounded so that it stays in the range: once a week is
 * a seventh a day.
 */
function formatEnd(value: number | undefined, outwards: 1 | -1): string {
  if (value === undefined) return '';
  const near = Number(value.toFixed(DIGITS));
  const inside = same(near, value) || near * outwards > value * outwards;
  const text = (inside ? near : near + outwards * 10 ** -DIGITS).toFixed(
    DIGITS,
  );
  return text.replace(/\.?0+$/, '');
}

/** Writes what {@link parseFigureFilter} reads. */
export function formatFigureFilter(filter: FigureFilter): string {
  return filter === 'none'
    ? filter
    : `${formatEnd(filter.from, -1)}..${formatEnd(filter.to, 1)}`;
}

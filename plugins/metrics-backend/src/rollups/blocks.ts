import type { Knex } from 'knex';
import { DayCell, type DayRow } from './DayCell';
import { replaceRows } from './replaceRows';

/** The scope that holds every entity. */
export const ORGANISATION = 'organisation';

/**
 * The organisation's days hold what happened to thousands of services; they are kept ten at a time as well, so that a
 * window of months is a few rows. Such a row is named by its first day.
 */
export const ORGANISATION_BLOCKS = 'organisation-blocks';
export const BLOCK_DAYS = 10;
/** Above that of the organisation: no scope that anybody asks for. */
const BLOCK_LEVEL = 5;

export const blockOf = (day: number): number =>
  Math.floor(day / BLOCK_DAYS) * BLOCK_DAYS;

/** Rows of one scope in a range of days. */
export interface Range {
  scope: string;
  fromDay: number;
  toDay: number;
}

/** Where the days of a window are found: of the organisation in blocks, as far as they lie in it whole. */
export function rangesOf({ scope, fromDay, toDay }: Range): Range[] {
  const first = blockOf(fromDay + BLOCK_DAYS - 1);
  const last = blockOf(toDay);
  if (scope !== ORGANISATION || first >= last)
    return [{ scope, fromDay, toDay }];
  return [
    { scope, fromDay, toDay: first },
    { scope: ORGANISATION_BLOCKS, fromDay: first, toDay: last },
    { scope, fromDay: last, toDay },
  ].filter(range => range.fromDay < range.toDay);
}

/** Puts the block that a day lies in together anew. */
export async function putBlockTogether(
  transaction: Knex.Transaction,
  day: number,
): Promise<void> {
  const first = blockOf(day);
  const rows: DayRow[] = await transaction('rollup_day')
    .where('scope', ORGANISATION)
    .where('day', '>=', first)
    .where('day', '<', first + BLOCK_DAYS);
  const key = { scope: ORGANISATION_BLOCKS, day: first };
  const cell = new DayCell();
  for (const row of rows) cell.addRow(row);
  await replaceRows({
    transaction,
    table: 'rollup_day',
    key: ['scope', 'day'],
    before: await transaction('rollup_day').where(key),
    after: rows.length ? [{ ...key, level: BLOCK_LEVEL, ...cell.toRow() }] : [],
  });
}

/** Makes every block of the organisation's days, for figures that were made before there were blocks. */
export async function putBlocksTogether(
  transaction: Knex.Transaction,
): Promise<void> {
  const days: { day: number }[] = await transaction('rollup_day')
    .where('scope', ORGANISATION)
    .select('day');
  for (const first of new Set(days.map(({ day }) => blockOf(day))))
    await putBlockTogether(transaction, first);
}

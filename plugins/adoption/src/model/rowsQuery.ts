import { windowOf, windowOfDays } from '@fairway/plugin-metrics-react';
import type { RowLists } from '../api';
import type { AdoptionView, RowsView } from './adoptionView';

/**
 * What the server is asked for the rows behind a number: the page's own filters, narrowed down further.
 *
 * @param now - what a range of so many days ends with
 */
export function rowsQuery(view: AdoptionView, rows: RowsView, now: Date) {
  const { list: _, days, ...narrowed } = rows;
  const { range, team, template, system } = view;
  const window = days ? windowOfDays(days.from, days.to) : windowOf(range, now);
  // Which of them a list takes is checked by the server: a list that is asked for what it does not know says so.
  return {
    ...window,
    ...{ team, template, system },
    ...narrowed,
  } as RowLists[typeof rows.list]['query'];
}

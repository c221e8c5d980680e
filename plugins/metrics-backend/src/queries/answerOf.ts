import {
  type Freshness,
  type ManyItem,
  type MetricsAnswer,
  type MetricsCounts,
  RULES_VERSION,
} from '@fairway/plugin-metrics-common';
import type { DayCell } from '../rollups/DayCell';
import type { ReportingZone } from '../rollups/ReportingZone';
import type { ScopeCells } from './DatabaseFigureQueries';
import type { TimeWindow } from './TimeWindow';
import { daysOf } from './daysOf';
import { bareFiguresOfCell, figuresOfCell } from './figuresOfCell';

/** A window as answers show it, and by which rules they are made. */
export const shownWindow = (window: TimeWindow, zone: ReportingZone) => ({
  from: zone.textOf(window.fromDay),
  to: zone.textOf(window.toDay),
  zone: zone.name,
  rules: RULES_VERSION,
});

export const countsOf = (cell: DayCell): MetricsCounts => ({
  deployments: cell.counts.deployments,
  redeploys: cell.counts.redeploys,
  failedRollouts: cell.counts.failed_rollouts,
  changes: cell.lead.size,
  incidentsUnattributed: cell.counts.unattributed,
});

/** How far the data of a scope reach. */
export const freshnessOf = (
  reach: Omit<Freshness, 'knownSince'>,
  firstDay: number | undefined,
  zone: ReportingZone,
): Freshness => ({
  ...reach,
  ...(firstDay !== undefined && { knownSince: zone.textOf(firstDay) }),
});

interface Found {
  scope: string;
  found: ScopeCells;
  window: TimeWindow;
  zone: ReportingZone;
  minimumSample: number;
}

const happenedIn = ({ found, window, minimumSample }: Found) => {
  const [cell, before] = found.cells;
  return { cell, before, minimumSample, days: daysOf(window) };
};

/** What is said of one scope among many: its own alone, and not what holds for all of them. */
export function itemOf(options: Found): ManyItem {
  const { scope, found, zone } = options;
  const happened = happenedIn(options);
  const item: ManyItem = {
    scope,
    figures: bareFiguresOfCell(happened),
    counts: countsOf(happened.cell),
  };
  if (found.firstDay !== undefined)
    item.knownSince = zone.textOf(found.firstDay);
  return item;
}

/** All five figures of one scope in a window, beside those of the window before where that was read as well. */
export function answerOf({
  reach,
  ...options
}: Found & { reach: Omit<Freshness, 'knownSince'> }): MetricsAnswer {
  const { scope, found, window, zone } = options;
  const happened = happenedIn(options);
  return {
    scope,
    ...shownWindow(window, zone),
    figures: figuresOfCell(happened),
    counts: countsOf(happened.cell),
    freshness: freshnessOf(reach, found.firstDay, zone),
  };
}

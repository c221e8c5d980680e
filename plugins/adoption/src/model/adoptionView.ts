import type {
  AttemptsQuery,
  ServicesQuery,
} from '@fairway/plugin-adoption-common';
import { METRIC_NAMES, type MetricName } from '@fairway/plugin-metrics-common';
import {
  checkDays,
  parseRange,
  writeRange,
  type MetricsRange,
} from '@fairway/plugin-metrics-react';
import type { RowList } from '../api';

/** How the parts that can be drawn are shown; a drawing where they are left out. */
export const TABLES = ['first-deploy', 'delivery'] as const;

export type TableName = (typeof TABLES)[number];

/** How the share of services on a path is shown: by team, or over time drawn or listed. */
export const SHARE_VIEWS = ['teams', 'chart', 'table'] as const;

export type ShareView = (typeof SHARE_VIEWS)[number];

/** Lists of which only the first lines are shown, unless all are asked for. */
export const LONG_LISTS = ['teams', 'failures', 'versions'] as const;

export type LongList = (typeof LONG_LISTS)[number];

type Narrowing = Pick<
  AttemptsQuery,
  | 'reached'
  | 'stopped'
  | 'outcome'
  | 'publishes'
  | 'failedOnce'
  | 'failure'
  | 'finishedOnRetry'
> &
  Pick<ServicesQuery, 'path' | 'version' | 'behind' | 'origin'> & {
    team?: string;
    template?: string;
    metric?: MetricName;
  };

/** The rows behind a number: which list, narrowed down to what. */
export interface RowsView extends Narrowing {
  list: RowList;
  /** Of some days only, both included; of all that is looked at, where they are left out. */
  days?: { from: string; to: string };
}

/** All that one looks at on the page. The address holds it, so that it can be passed on. */
export interface AdoptionView {
  range: MetricsRange;
  /** A group, or `none` for what no team owns. */
  team?: string;
  template?: string;
  system?: string;
  /** Beside the days before. */
  compare: boolean;
  /** The delivery metric by which services on and off a path are set side by side. */
  metric: MetricName;
  tables: TableName[];
  share: ShareView;
  whole: LongList[];
  rows?: RowsView;
}

const lists: RowList[] = ['attempts', 'deploys', 'services', 'delivery'];
const narrowings = [
  ...['reached', 'stopped', 'outcome', 'failedOnce', 'failure'],
  'publishes',
  ...['finishedOnRetry', 'path', 'version', 'behind', 'origin'],
  ...['team', 'template', 'metric'],
] as (keyof Narrowing)[];

/** Names of what narrows the rows down, apart from those of the page's own filters. */
const ofRows = (name: string) => `rows-${name}`;

function oneOf<T extends string>(
  values: readonly T[],
  value: string | null,
): T | undefined {
  return values.find(known => known === value);
}

function someOf<T extends string>(values: readonly T[], chosen: string[]): T[] {
  return values.filter(value => chosen.includes(value));
}

function parseRows(search: URLSearchParams): RowsView | undefined {
  const list = oneOf(lists, search.get('rows'));
  if (!list) return undefined;
  const narrowed = narrowings.flatMap(name => {
    const value = search.get(ofRows(name));
    return value ? [[name, value]] : [];
  });
  const [from = '', to = from] = search.get(ofRows('days'))?.split('..') ?? [];
  // What no list knows is refused by the server, and said in the drawer.
  return {
    list,
    ...(Object.fromEntries(narrowed) as Narrowing),
    ...(checkDays(from, to) ? {} : { days: { from, to } }),
  };
}

/** Reads the address. What is not understood is left out. */
export function parseAdoption(search: URLSearchParams): AdoptionView {
  return {
    range: parseRange(search),
    team: search.get('team') || undefined,
    template: search.get('path') || undefined,
    system: search.get('system') || undefined,
    compare: search.get('beside') !== 'nothing',
    metric: oneOf(METRIC_NAMES, search.get('metric')) ?? METRIC_NAMES[0],
    tables: someOf(TABLES, search.getAll('table')),
    share: oneOf(SHARE_VIEWS, search.get('share')) ?? 'teams',
    whole: someOf(LONG_LISTS, search.getAll('all')),
    rows: parseRows(search),
  };
}

/** Writes the address, without what is so anyway. */
export function formatAdoption(view: AdoptionView): URLSearchParams {
  const search = new URLSearchParams();
  const put = (name: string, value: string | false | undefined) =>
    value && search.set(name, value);
  writeRange(search, view.range);
  put('team', view.team);
  put('path', view.template);
  put('system', view.system);
  put('beside', !view.compare && 'nothing');
  put('metric', view.metric !== METRIC_NAMES[0] && view.metric);
  view.tables.forEach(table => search.append('table', table));
  put('share', view.share !== 'teams' && view.share);
  view.whole.forEach(list => search.append('all', list));
  const { rows } = view;
  put('rows', rows?.list);
  narrowings.forEach(name => put(ofRows(name), rows?.[name]));
  put(ofRows('days'), rows?.days && `${rows.days.from}..${rows.days.to}`);
  return search;
}

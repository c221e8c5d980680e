import type { ComponentSort } from '@fairway/plugin-catalog-insights-common';
import type { MetricName } from '@fairway/plugin-metrics-common';

/** All columns of the catalog page, in their order. */
export const columnIds = [
  'name',
  'owner',
  'type',
  'health',
  'leadTime',
  'deploymentFrequency',
  'changeFailRate',
  'recoveryTime',
  'reworkRate',
  'lifecycle',
  'system',
  'tags',
] as const;

/** A column, by the name it has in the address. */
export type ColumnId = (typeof columnIds)[number];

/** A column of the table. */
export interface Column {
  id: ColumnId;
  /** Its head. */
  title: string;
  /** What its head stands for, where it is too short to say. */
  meaning?: string;
  sort?: ComponentSort;
  /** The figure that its cells show. */
  metric?: MetricName;
  /**
   * Where there is not room for all, the higher ones leave first: 3 below 1280 px, 2 below 1100 px; 4 is there from
   * 1680 px on only, and 5 only when it is chosen.
   */
  leaves?: 2 | 3 | 4 | 5;
}

const name: Column = { id: 'name', title: 'Name', sort: 'name' };
const owner: Column = { id: 'owner', title: 'Owner', sort: 'owner' };
const type: Column = { id: 'type', title: 'Type', sort: 'type' };
const lifecycle: Column = {
  id: 'lifecycle',
  title: 'Lifecycle',
  sort: 'lifecycle',
  leaves: 3,
};
const system: Column = {
  id: 'system',
  title: 'System',
  sort: 'system',
  leaves: 3,
};
const tags: Column = {
  id: 'tags',
  title: 'Tags',
  meaning: 'Sorted by the first of them in the alphabet',
  sort: 'tag',
  leaves: 4,
};

const figures: Column[] = [
  {
    id: 'leadTime',
    title: 'Lead time',
    meaning: 'Change lead time: median',
    sort: 'leadTime',
    metric: 'changeLeadTime',
  },
  {
    id: 'deploymentFrequency',
    title: 'Deploys/wk',
    meaning: 'Production deployments per week',
    sort: 'deploymentFrequency',
    metric: 'deploymentFrequency',
  },
  {
    id: 'changeFailRate',
    title: 'Fail rate',
    meaning: 'Change fail rate',
    sort: 'changeFailRate',
    metric: 'changeFailRate',
  },
  {
    id: 'recoveryTime',
    title: 'Recovery',
    meaning: 'Failed deployment recovery time: median',
    sort: 'recoveryTime',
    metric: 'failedDeploymentRecoveryTime',
    leaves: 2,
  },
  {
    id: 'reworkRate',
    title: 'Rework',
    meaning: 'Deployment rework rate',
    sort: 'reworkRate',
    metric: 'deploymentReworkRate',
    leaves: 2,
  },
];

const ofComponents: Column[] = [
  name,
  owner,
  { ...type, leaves: 5 },
  { id: 'health', title: 'Health', sort: 'health' },
  ...figures,
  lifecycle,
  system,
  tags,
];

const ofPeople: Column[] = [name, type, { ...tags, leaves: 2 }];

const ofOthers: Column[] = [
  name,
  owner,
  type,
  lifecycle,
  system,
  { ...tags, leaves: 2 },
];

/** The columns that entities of a kind can have. Health and delivery are known of components only. */
export function columnsOf(kind: string): Column[] {
  if (kind === 'component') return ofComponents;
  return kind === 'group' || kind === 'user' ? ofPeople : ofOthers;
}

/**
 * The columns a view shows, and the ones that stand aside unless they are chosen. What the rows are sorted by stands
 * aside no more.
 */
export function shownColumns(view: {
  kind: string;
  columns?: ColumnId[];
  sort: ComponentSort;
}): Column[] {
  const { kind, columns: chosen, sort } = view;
  const all = columnsOf(kind);
  return chosen
    ? all.filter(({ id }) => id === 'name' || chosen.includes(id))
    : all.filter(column => column.leaves !== 5 || column.sort === sort);
}

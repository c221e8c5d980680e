import type { ComponentSort } from '@fairway/plugin-catalog-insights-common';

type Order = 'asc' | 'desc';

/** The other order. */
export const opposite = { asc: 'desc', desc: 'asc' } as const;

/** In words, what stands first in each order. */
const words: Record<ComponentSort, Record<Order, string>> = {
  name: { asc: 'By name, A first', desc: 'By name, Z first' },
  owner: { asc: 'By owner, A first', desc: 'By owner, Z first' },
  // The list counts from the worst on.
  health: { asc: 'Worst health first', desc: 'Healthiest first' },
  leadTime: {
    asc: 'Quickest lead time first',
    desc: 'Slowest lead time first',
  },
  deploymentFrequency: {
    asc: 'Most seldom deployed first',
    desc: 'Most often deployed first',
  },
  changeFailRate: {
    asc: 'Lowest fail rate first',
    desc: 'Highest fail rate first',
  },
  recoveryTime: {
    asc: 'Quickest recovery first',
    desc: 'Slowest recovery first',
  },
  reworkRate: {
    asc: 'Lowest rework rate first',
    desc: 'Highest rework rate first',
  },
  lifecycle: { asc: 'By lifecycle, A first', desc: 'By lifecycle, Z first' },
  system: { asc: 'By system, A first', desc: 'By system, Z first' },
  type: { asc: 'By type, A first', desc: 'By type, Z first' },
  tag: { asc: 'By first tag, A first', desc: 'By first tag, Z first' },
};

const byText: ComponentSort[] = [
  ...(['name', 'owner', 'lifecycle', 'system', 'type', 'tag'] as const),
];

/** The order in which a column is sorted first: texts from A, figures and health from where they ask for attention. */
export function firstOrder(sort: ComponentSort): Order {
  return byText.includes(sort) || sort === 'health' ? 'asc' : 'desc';
}

/** The order of the rows as a sentence. */
export function describeOrder(sort: ComponentSort, order: Order): string {
  const said = words[sort][order];
  if (sort === 'name') return said;
  return byText.includes(sort)
    ? `${said}; without one last`
    : `${said}; without ${sort === 'health' ? 'any' : 'a figure'} last`;
}

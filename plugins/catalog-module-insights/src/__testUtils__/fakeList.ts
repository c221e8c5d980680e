import type {
  ComponentRow,
  FacetValue,
} from '@fairway/plugin-catalog-insights-common';
import type {
  ListApi,
  ListQuery,
} from '@fairway/plugin-catalog-insights-react';
import { figureColumns, parseFigureFilter } from '../model/figureFilter';

/** A row of the list with all that can be known. */
export const checkoutRow: ComponentRow = {
  entityRef: 'component:default/checkout-api',
  name: 'checkout-api',
  description: 'Takes a basket to a paid order',
  ownerRef: 'group:default/checkout',
  systemRef: 'system:default/shop',
  lifecycle: 'production',
  type: 'service',
  tags: ['node', 'pci'],
  health: {
    status: 'unhealthy',
    since: '2026-11-20T14:20:00Z',
    text: '2 of 3 pods crash-loop',
    stale: false,
  },
  delivery: {
    windowDays: 90,
    cells: {
      changeLeadTime: {
        value: 250_560,
        n: 61,
        trend: 'worse',
        series: [1, 2, 3, null, 5, 6, 7, 8, 9, 10, 11, 12],
      },
      deploymentFrequency: { value: 4.5 / 7, n: 58, trend: 'same', series: [] },
      changeFailRate: { value: 0.0862, n: 58, trend: 'better', series: [] },
      failedDeploymentRecoveryTime: { value: null, n: 0, series: [] },
      deploymentReworkRate: { value: null, n: 3, series: [] },
    },
  },
  computedAt: '2026-11-20T14:31:00Z',
};

/** As many libraries as are asked for, `library-01` and so on, of team growth. */
export function manyRows(count: number): ComponentRow[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `library-${String(index + 1).padStart(2, '0')}`;
    return {
      entityRef: `component:default/${name}`,
      name,
      ownerRef: 'group:default/growth',
      type: 'library',
      lifecycle: 'experimental',
      tags: [],
    };
  });
}

function hasFigures(row: ComponentRow, query: Partial<ListQuery>) {
  return figureColumns('component').every(({ id, metric }) => {
    const filter = parseFigureFilter(query[id] ?? '');
    const value = row.delivery?.cells[metric].value ?? undefined;
    if (!filter || value === undefined) return !filter || filter === 'none';
    const { from = 0, to = Infinity } = filter === 'none' ? { to: -1 } : filter;
    return value >= from && value <= to;
  });
}

/** A list of a few rows, sorted by name only; everything it is asked can be looked at. */
export function fakeList(rows: ComponentRow[]) {
  const matching = (query: Partial<ListQuery>) => {
    const { owned, q, ref, owner } = query;
    return rows.filter(
      row =>
        hasFigures(row, query) &&
        (owned !== 'me' || row.ownerRef === 'group:default/checkout') &&
        (!q || row.name.includes(q)) &&
        (!ref || ref.includes(row.entityRef)) &&
        (!owner?.length || owner.includes(row.ownerRef ?? '')),
    );
  };
  const facet: FacetValue[] = [
    { value: 'group:default/checkout', label: 'Checkout', count: 1 },
    { value: 'group:default/growth', count: 22 },
  ];
  return {
    list: jest.fn(async (query: ListQuery) => {
      const sorted = matching(query).sort((one, other) =>
        one.name.localeCompare(other.name),
      );
      if (query.order === 'desc') sorted.reverse();
      const from = Number(query.cursor ?? 0);
      const to = from + query.limit;
      return {
        items: sorted.slice(from, to),
        nextCursor: to < sorted.length ? String(to) : undefined,
        previousCursor: from > 0 ? String(from - query.limit) : undefined,
      };
    }),
    count: jest.fn(async (filters, options) => ({
      total: options?.exact ? 1204 : Math.min(matching(filters).length, 1000),
      exact: options?.exact ?? matching(filters).length < 23,
    })),
    facet: jest.fn(async field =>
      field === 'health' ? [{ value: 'unhealthy', count: 37 }] : facet,
    ),
    csv: jest.fn(async () => new Blob(['name\n'])),
    listUnowned: jest.fn(async () => ({ items: [] })),
  } satisfies ListApi;
}

import type { HealthApi } from '@fairway/plugin-catalog-insights-react';
import type {
  EntityHealth,
  HealthHistory,
  HealthReason,
  HealthRollUp,
} from '@fairway/plugin-health-common';

const crashing: HealthReason = {
  source: 'kubernetes',
  sourceTitle: 'Kubernetes, cluster north-1',
  status: 'unhealthy',
  text: '2 of 3 pods crash-loop in production',
  environment: 'production',
  since: '2026-11-20T14:20:00Z',
  checkedAt: '2026-11-20T14:30:00Z',
  stale: false,
  link: {
    title: 'Pods',
    url: '/catalog/default/component/checkout-api/kubernetes',
  },
};

/** A service with one reason of each sort. */
export const checkoutHealth: EntityHealth = {
  entityRef: 'component:default/checkout-api',
  status: 'unhealthy',
  since: '2026-11-20T14:20:00Z',
  checkedAt: '2026-11-20T14:30:00Z',
  stale: true,
  revision: 7,
  reasons: [
    crashing,
    {
      ...crashing,
      source: 'delivery',
      sourceTitle: 'CI',
      status: 'healthy',
      text: 'Last CI run on main passed',
      environment: undefined,
      // eslint-disable-next-line no-script-url -- that it never becomes a link is what is tested
      link: { title: 'Trap', url: 'javascript:alert(1)' },
    },
    {
      ...crashing,
      source: 'alertmanager',
      sourceTitle: 'Alertmanager',
      status: 'unknown',
      text: 'Alerts: source not reachable',
      stale: true,
      link: undefined,
    },
  ],
};

const history: HealthHistory = {
  items: [
    {
      at: '2026-11-20T14:20:00Z',
      from: 'healthy',
      to: 'unhealthy',
      reasons: checkoutHealth.reasons,
    },
    { at: '2026-11-19T09:00:00Z', from: 'unknown', to: 'healthy', reasons: [] },
  ],
};

const rollUp: HealthRollUp = {
  scope: 'group:default/checkout',
  status: 'unhealthy',
  counts: { healthy: 4, unknown: 0, degraded: 0, unhealthy: 1 },
  total: 7,
  hidden: 2,
  worst: [checkoutHealth],
};

/** Health that is always the same. */
export function fakeHealth() {
  return {
    getHealth: jest.fn(async () => checkoutHealth),
    getHistory: jest.fn(async (): Promise<HealthHistory> => history),
    getRollUp: jest.fn(async () => rollUp),
  } satisfies HealthApi;
}

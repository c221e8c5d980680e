import { ResponseError } from '@backstage/errors';
import {
  METRIC_NAMES,
  type ChangeEvidence,
  type DeploymentEvidence,
  type EvidenceItem,
  type IncidentEvidence,
  type MetricFigure,
  type MetricName,
  type MetricsAnswer,
  type SeriesAnswer,
} from '@fairway/plugin-metrics-common';
import type { MetricsApi } from '@fairway/plugin-metrics-react';

const entityRef = 'component:default/checkout-api';
const zero = {
  deployments: 0,
  redeploys: 0,
  failedRollouts: 0,
  changes: 0,
  incidentsUnattributed: 0,
};

const days = {
  from: '2026-08-24T00:00:00.000Z',
  to: '2026-11-22T00:00:00.000Z',
  zone: 'UTC',
  rules: 1,
};

/** A figure of 58 deployments, unless said otherwise. */
export function figure(
  metric: MetricName,
  rest: Partial<MetricFigure> = {},
): MetricFigure {
  return {
    ...{ metric, method: 'exact', needed: 5, n: 58 },
    enough: rest.value !== undefined,
    ...rest,
  };
}

const none = Object.fromEntries(
  METRIC_NAMES.map(metric => [
    metric,
    figure(metric, { n: 0, count: 0, open: 0, before: { n: 0 } }),
  ]),
) as Record<MetricName, MetricFigure>;

const some: Record<MetricName, MetricFigure> = {
  ...none,
  changeLeadTime: figure('changeLeadTime', {
    ...{ n: 61, value: 250_560, p75: 354_240, p95: 846_720 },
    before: { n: 57, value: 198_720 },
    change: { direction: 'higher', ratio: 0.26 },
  }),
  deploymentFrequency: figure('deploymentFrequency', { value: 58 / 90 }),
  changeFailRate: figure('changeFailRate', { value: 5 / 58, count: 5 }),
};

/** Ninety days of a service, unless said otherwise. */
export function answer(rest: Partial<MetricsAnswer> = {}): MetricsAnswer {
  return {
    scope: entityRef,
    ...days,
    figures: some,
    counts: {
      ...zero,
      ...{ deployments: 58, redeploys: 1, failedRollouts: 2, changes: 61 },
    },
    freshness: {
      completeTo: '2026-11-21T14:31:00.000Z',
      knownSince: '2026-02-01T00:00:00.000Z',
      gaps: [],
    },
    ...rest,
  };
}

/** Nothing was ever seen of it; with `knownSince` nothing in these days. */
export function nothing(knownSince?: string): MetricsAnswer {
  const { completeTo, gaps } = answer().freshness;
  return answer({
    figures: none,
    counts: zero,
    freshness: { completeTo, gaps, ...(knownSince && { knownSince }) },
  });
}

const series: SeriesAnswer = {
  ...{ scope: entityRef, interval: 'week', ...days },
  freshness: answer().freshness,
  points: ['2026-11-09', '2026-11-16'].map((first, index) => ({
    from: `${first}T00:00:00.000Z`,
    to: ['2026-11-16', '2026-11-23'][index].concat('T00:00:00.000Z'),
    counts: { ...zero, changes: 5 },
    figures: {
      ...some,
      changeLeadTime: figure('changeLeadTime', {
        ...(index ? { n: 3 } : { n: 6, value: 380_160, p75: 5e5, p95: 6e5 }),
      }),
    },
  })),
};

const deployment: DeploymentEvidence = {
  type: 'deployment',
  ...{ entityRef, project: 'acme/checkout-api', environment: 'production' },
  ...{ deploymentId: '1214', version: 'v214' },
  revision: '9ab03d7000000000000000000000000000000000',
  url: 'http://forge.test/runs/1482',
  finishedAt: '2026-11-20T14:12:00.000Z',
  ...{ kind: 'planned', counted: true, failed: true },
  evidence: {
    kind: 'nothing says otherwise',
    failure: ['incident pagerduty/INC-2291 (revision)', 'rollback 1215'],
  },
};

const rollback: DeploymentEvidence = {
  ...deployment,
  ...{ deploymentId: '1215', version: 'v213', kind: 'rollback', failed: false },
  finishedAt: '2026-11-20T15:02:00.000Z',
  evidence: { kind: 'an earlier revision again', failure: [] },
};

const redeploy: DeploymentEvidence = {
  ...deployment,
  ...{ deploymentId: '1216', kind: 'redeploy', counted: false, failed: false },
  evidence: { kind: 'the revision that served already', failure: [] },
};

const change: ChangeEvidence = {
  type: 'change',
  ...{ entityRef, project: 'acme/checkout-api', changeKey: 'change 341' },
  title: 'Cache basket totals',
  // eslint-disable-next-line no-script-url -- that it never becomes a link is what is tested
  url: 'javascript:alert(1)',
  deploymentId: '1214',
  deployedAt: '2026-11-20T14:12:00.000Z',
  leadSeconds: 250_560,
};

const incident: IncidentEvidence = {
  type: 'incident',
  ...{ entityRef, source: 'pagerduty', incidentId: 'INC-2291' },
  title: 'Checkout errors',
  url: 'https://pager.test/INC-2291',
  openedAt: '2026-11-20T14:20:00.000Z',
  ...{ deploymentId: '1214', method: 'revision' },
};

const evidence: Record<string, EvidenceItem[]> = {
  changeLeadTime: [change],
  deploymentFrequency: [redeploy, rollback, deployment],
  changeFailRate: [redeploy, rollback, deployment],
  deploymentReworkRate: [redeploy, rollback, deployment],
  failedDeploymentRecoveryTime: [deployment],
  failedRollouts: [],
  incidents: [incident],
};

/** Answers as a backend would that knows one service. */
export function fakeMetrics(
  figures: MetricsAnswer = answer(),
): jest.Mocked<MetricsApi> {
  return {
    figures: jest.fn(async ({ scope }) => ({ ...figures, scope })),
    many: jest.fn(async ({ entityRefs }) => {
      const { figures: shown, counts, freshness } = figures;
      const { knownSince, ...reach } = freshness;
      const item = { figures: shown, counts, knownSince };
      return {
        ...days,
        items: entityRefs.map(scope => ({ ...item, scope })),
        notFound: [],
        needed: 5,
        freshness: reach,
      };
    }),
    series: jest.fn(async ({ scope }) => ({ ...series, scope })),
    distribution: jest.fn(async ({ scope }) => ({
      ...{ scope, ...days, services: 2, freshness: figures.freshness },
      metrics: Object.fromEntries(
        METRIC_NAMES.map(metric => [
          metric,
          metric === 'changeLeadTime'
            ? {
                ...{ metric, n: 2, p10: 86_400, p25: 86_400 },
                ...{ p50: 172_800, p75: 259_200, p90: 259_200 },
              }
            : { metric, n: 0 },
        ]),
      ) as Record<MetricName, { metric: MetricName; n: number }>,
    })),
    evidence: jest.fn(async ({ scope, metric, from, to }) => ({
      ...{ scope, metric, from, to, items: evidence[metric] },
      hidden: 0,
    })),
  };
}

/** A refusal as the client passes it on. */
export async function refusal(status: number, message: string) {
  return ResponseError.fromResponse(
    new Response(JSON.stringify({ error: { name: 'Error', message } }), {
      status,
      headers: {
        'content-type': 'application/json',
        'x-request-id': '7f3a-91c2',
      },
    }),
  );
}

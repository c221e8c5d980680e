import {
  DELIVERY_CAVEAT,
  STAGES,
  type Answered,
  type CreationsAnswer,
  type DeliveryAnswer,
  type DurationFigure,
  type FunnelStage,
  type ServicesAnswer,
  type ShareFigure,
  type Spread,
  type TemplateRuns,
} from '@fairway/plugin-adoption-common';
import { METRIC_NAMES, type MetricName } from '@fairway/plugin-metrics-common';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NEEDED = 5;

export const nodeService = 'template:default/node-service';

/** What all answers of a test have in common: 90 days that end on 21 Nov 2026. */
export const answered: Answered = {
  from: '2026-08-24T00:00:00+02:00',
  to: '2026-11-22T00:00:00+01:00',
  zone: 'Europe/Berlin',
  rules: 1,
  filters: {},
  before: {
    from: '2026-05-26T00:00:00+02:00',
    to: '2026-08-24T00:00:00+02:00',
  },
  needed: NEEDED,
  freshness: {
    completeTo: '2026-11-21T13:30:00.000Z',
    knownSince: '2025-11-03T08:00:00.000Z',
    gaps: [],
  },
};

/** A share that has a value where there is enough behind it. */
export function share(
  count: number,
  n: number,
  before?: [count: number, n: number],
): ShareFigure {
  const valueOf = (of: number, all: number) =>
    all >= NEEDED ? of / all : undefined;
  const value = valueOf(count, n);
  const was = before && valueOf(...before);
  const ratio = value !== undefined && was !== undefined ? value - was : 0;
  return {
    count,
    n,
    enough: n >= NEEDED,
    needed: NEEDED,
    value,
    before: before && { count: before[0], n: before[1], value: was },
    change:
      value === undefined || was === undefined
        ? undefined
        : { direction: ratio > 0 ? 'higher' : 'lower', ratio },
  };
}

/** A time that has quantiles where there is enough behind it. */
export function duration(
  n: number,
  median: number,
  before?: { n: number; median: number },
): DurationFigure {
  const enough = n >= NEEDED;
  return {
    n,
    enough,
    needed: NEEDED,
    method: 'exact',
    ...(enough ? { median, p75: 3 * median, p95: 11 * median } : {}),
    before,
    change: before && {
      direction: median > before.median ? 'higher' : 'lower',
      ratio: (median - before.median) / before.median,
    },
  };
}

const nobody = { left: 0, failed: 0, cancelled: 0, waiting: 0, unknown: 0 };
const reached = [412, 301, 288, 251, 243, 167];
const took = [0, 3 * MINUTE, 14, 170, 48, 2.1 * DAY];
const stopped: Partial<FunnelStage['stopped']>[] = [
  { left: 111 },
  { failed: 13 },
  { failed: 35, cancelled: 2 },
  { failed: 8 },
  { waiting: 76 },
  { waiting: 167 },
];

function funnel(): FunnelStage[] {
  return STAGES.map((stage, index) => ({
    stage,
    n: reached[index],
    before: Math.round(reached[index] * 0.8),
    ...(index
      ? {
          ofPrevious: share(reached[index], reached[index - 1]),
          time: duration(reached[index], took[index]),
        }
      : {}),
    stopped: { ...nobody, ...stopped[index] },
  }));
}

/** Weeks before the end of the period, newest last. */
function weeks(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const start =
      Date.UTC(2026, 10, 16) - (count - 1 - index) * 7 * DAY * 1_000;
    const day = (moment: number) =>
      `${new Date(moment).toISOString().slice(0, 10)}T00:00:00+01:00`;
    return { from: day(start), to: day(start + 7 * DAY * 1_000) };
  });
}

const groups: [string, string, number, number, number][] = [
  ['Wait for CI', 'Tests of the new repository failed', 31, 6, 9],
  ['Wait for CI', 'No runner took the job within … min', 19, 4, 11],
  ['Run in staging', '/readyz did not answer within … s', 14, 4, 6],
  ['Wait for CI', 'Image push refused: quota of the registry', 12, 3, 5],
  ['Publish the repository', 'Branch protection refused: …', 12, 2, 7],
  ['Publish the repository', 'Repository … appeared meanwhile', 4, 3, 0],
  ['Register in the catalog', 'catalog-info.yaml could not be read', 3, 2, 1],
  ['Render the path', 'Answer system is no system of the catalog', 2, 1, 1],
  ['Wait for CI', 'The forge did not answer', 2, 2, 1],
];

const runs: TemplateRuns = {
  runs: { n: 301, before: 240 },
  success: share(243, 290, [190, 240]),
  duration: duration(243, 4.1 * MINUTE, { n: 190, median: 5 * MINUTE }),
};

/** Creations as in the drawings of the page. */
export function creationsAnswer(
  changes: Partial<CreationsAnswer> = {},
): CreationsAnswer {
  const medians = [
    3.4, 3.1, 3.3, 2.8, 2.9, 2.6, 2.7, 2.2, 2.4, 2, 2.1, 1.8, 1.9,
  ];
  return {
    ...answered,
    attempts: { n: 412, before: 330 },
    teams: 8,
    funnel: funnel(),
    failures: {
      failedOnce: share(99, 301),
      finishedOnRetry: 41,
      notFinished: 58,
      groups: groups.map(
        ([stepName, message, count, teams, retried], index) => ({
          id: `g${index}`,
          step: stepName.split(' ')[0].toLowerCase(),
          stepName,
          message,
          runs: count,
          before: count,
          teams,
          finishedOnRetry: retried,
          lastSeen: `2026-11-${20 - index}T13:06:00.000Z`,
        }),
      ),
    },
    timeToFirstDeploy: {
      ...duration(167, 1.9 * DAY, { n: 120, median: 2.9 * DAY }),
      interval: 'week',
      points: weeks(medians.length).map((week, index) => ({
        ...week,
        n: index === 0 ? 3 : 12,
        ...(index === 0
          ? {}
          : {
              median: medians[index] * DAY,
              p75: medians[index] * 2 * DAY,
              p95: medians[index] * 5 * DAY,
            }),
      })),
    },
    templateRuns: {
      all: runs,
      byTemplate: [{ template: nodeService, ...runs }],
    },
    ...changes,
  };
}

const teams: [string | null, number, number, number][] = [
  ['platform', 31, 31, 0],
  ['payments', 48, 52, 4],
  ['checkout', 37, 42, 2],
  ['growth', 44, 58, 9],
  ['identity', 33, 49, 3],
  ['messaging', 21, 38, 1],
  ['logistics', 40, 96, 12],
  ['discovery', 18, 71, -2],
  [null, 0, 4, 0],
];

/** Services as in the drawings of the page. */
export function servicesAnswer(
  changes: Partial<ServicesAnswer> = {},
): ServicesAnswer {
  const moments = weeks(13).map(({ to }) => to);
  const point = (onPath: number, services: number) => ({
    onPath,
    services,
    value: services >= NEEDED ? onPath / services : undefined,
  });
  return {
    ...answered,
    share: share(272, 441, [243, 430]),
    hidden: 0,
    origins: {
      created: { services: 230, onPath: 228 },
      imported: { services: 211, onPath: 44 },
    },
    moments,
    points: moments.map((_, index) => point(248 + 2 * index, 429 + index)),
    byTeam: teams.map(([team, onPath, services, joined]) => ({
      team: team && `group:default/${team}`,
      share: share(onPath, services),
      joined,
      points: moments.map((_, index) =>
        point(Math.max(0, onPath - 12 + index), services),
      ),
    })),
    versions: [
      {
        template: nodeService,
        services: 272,
        latest: '1.3.0',
        behind: share(92, 260),
        versions: [
          { version: '1.3.0', services: 168, before: 20, latest: true },
          { version: '1.2.0', services: 80, before: 150, latest: false },
          { version: '1.1.0', services: 12, before: 40, latest: false },
          { version: null, services: 12, before: 12, latest: false },
        ],
      },
    ],
    ...changes,
  };
}

function spread(n: number, leftOut: number, quantiles: number[]): Spread {
  const [p10, p25, median, p75, p90] = quantiles;
  return n >= NEEDED
    ? { n, leftOut, enough: true, p10, p25, median, p75, p90 }
    : { n, leftOut, enough: false };
}

const scales: Record<MetricName, [on: number[], off: number[]]> = {
  changeLeadTime: [
    [4.5 * HOUR, 14 * HOUR, 1.6 * DAY, 3.4 * DAY, 9 * DAY],
    [11 * HOUR, 1.5 * DAY, 3.8 * DAY, 8.2 * DAY, 21 * DAY],
  ],
  deploymentFrequency: [
    [0.05, 0.2, 0.6, 1.1, 2],
    [0.02, 0.1, 0.2, 0.5, 0.9],
  ],
  changeFailRate: [
    [0.01, 0.03, 0.06, 0.11, 0.18],
    [0.02, 0.05, 0.09, 0.16, 0.24],
  ],
  failedDeploymentRecoveryTime: [
    [4 * MINUTE, 12 * MINUTE, 31 * MINUTE, 2 * HOUR, 9 * HOUR],
    [11 * MINUTE, 40 * MINUTE, 3 * HOUR, 1.2 * DAY, 3 * DAY],
  ],
  deploymentReworkRate: [
    [0, 0.01, 0.04, 0.08, 0.12],
    [0, 0.02, 0.05, 0.1, 0.19],
  ],
};

/** Delivery on and off a path as in the drawings of the page. */
export function deliveryAnswer(
  changes: Partial<DeliveryAnswer> = {},
): DeliveryAnswer {
  const metrics = METRIC_NAMES.map(metric => {
    const [on, off] = scales[metric];
    const comparison = {
      metric,
      onPath: spread(221, 51, on),
      offPath: spread(143, 26, off),
    };
    return [metric, comparison] as const;
  });
  return {
    ...answered,
    days: 90,
    figuresFrom: answered.from,
    figuresTo: answered.to,
    caveat: DELIVERY_CAVEAT,
    metrics: Object.fromEntries(metrics) as DeliveryAnswer['metrics'],
    age: {
      onPath: { services: 272, medianDays: 426 },
      offPath: { services: 169, medianDays: 1_497 },
    },
    ...changes,
  };
}

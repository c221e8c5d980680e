import {
  STAGES,
  type CreationsAnswer,
  type FunnelStage,
  type TemplateRuns,
} from '@fairway/plugin-adoption-common';
import {
  DAY,
  MINUTE,
  answered,
  duration,
  nodeService,
  share,
  weeks,
} from './figures';

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

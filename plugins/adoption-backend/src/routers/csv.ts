import type {
  CreationsAnswer,
  DeliveryAnswer,
  DurationFigure,
  ServicesAnswer,
  ShareFigure,
} from '@fairway/plugin-adoption-common';
import { type Cell, toCsv } from '@fairway/serving';

const COLUMNS = [
  ...['figure', 'of', 'n', 'count', 'value', 'median', 'p10', 'p25', 'p75'],
  ...['p90', 'p95', 'method', 'enough', 'nBefore', 'before', 'from', 'to'],
];

type Line = Partial<Record<string, Cell>>;

const table = (lines: Line[]) =>
  toCsv(
    COLUMNS,
    lines.map(line => COLUMNS.map(column => line[column])),
  );

const share = (figure: ShareFigure): Line => ({
  ...{ n: figure.n, count: figure.count, value: figure.value },
  ...{ enough: figure.enough, nBefore: figure.before?.n },
  before: figure.before?.value,
});

const duration = (figure: DurationFigure): Line => ({
  ...{ n: figure.n, median: figure.median, p75: figure.p75, p95: figure.p95 },
  ...{ method: figure.method, enough: figure.enough },
  ...{ nBefore: figure.before?.n, before: figure.before?.median },
});

/** One line for each number of the part of the dashboard about creations. */
export const creationsToCsv = (answer: CreationsAnswer): string => {
  const { funnel, failures, timeToFirstDeploy, templateRuns } = answer;
  return table([
    ...funnel.flatMap((stage): Line[] => [
      {
        ...{ figure: 'reached', of: stage.stage, n: stage.n ?? undefined },
        before: stage.before ?? undefined,
      },
      ...(stage.time
        ? [{ figure: 'timeTo', of: stage.stage, ...duration(stage.time) }]
        : []),
      ...Object.entries(stage.stopped).map(([why, n]) => ({
        ...{ figure: `stopped ${why}`, of: stage.stage, n },
      })),
    ]),
    { figure: 'failedOnce', ...share(failures.failedOnce) },
    ...failures.groups.map(group => ({
      ...{ figure: 'failure', of: `${group.stepName}: ${group.message}` },
      ...{ n: group.runs, count: group.finishedOnRetry, to: group.lastSeen },
      nBefore: group.before,
    })),
    { figure: 'timeToFirstDeploy', ...duration(timeToFirstDeploy) },
    ...timeToFirstDeploy.points.map(point => ({
      ...{ figure: 'timeToFirstDeploy', of: timeToFirstDeploy.interval },
      ...point,
    })),
    ...[
      { template: 'all', ...templateRuns.all },
      ...templateRuns.byTemplate,
    ].flatMap(runs => [
      {
        ...{ figure: 'runs', of: runs.template, n: runs.runs.n },
        before: runs.runs.before,
      },
      { figure: 'success', of: runs.template, ...share(runs.success) },
      { figure: 'duration', of: runs.template, ...duration(runs.duration) },
    ]),
  ]);
};

/** One line for each number of the part about services. */
export const servicesToCsv = (answer: ServicesAnswer): string =>
  table([
    { figure: 'shareOnPath', ...share(answer.share) },
    ...answer.points.map((point, place) => ({
      ...{ figure: 'shareOnPath', of: 'at', to: answer.moments[place] },
      ...{ n: point.services, count: point.onPath, value: point.value },
    })),
    ...Object.entries(answer.origins).map(([origin, of]) => ({
      ...{ figure: 'origin', of: origin, n: of.services, count: of.onPath },
    })),
    ...answer.byTeam.flatMap(team => [
      { figure: 'shareOnPath', of: team.team ?? 'none', ...share(team.share) },
      ...team.points.map((point, place) => ({
        ...{ figure: 'shareOnPath', of: team.team ?? 'none' },
        ...{ n: point.services, count: point.onPath, value: point.value },
        to: answer.moments[place],
      })),
    ]),
    ...answer.versions.flatMap(({ template, versions }) =>
      versions.map(({ version, services, before }) => ({
        ...{ figure: 'version', of: `${template} ${version ?? 'none'}` },
        ...{ n: services, nBefore: before },
      })),
    ),
  ]);

/** One line for each side of each metric. */
export const deliveryToCsv = (answer: DeliveryAnswer): string =>
  table(
    Object.values(answer.metrics).flatMap(({ metric, onPath, offPath }) =>
      Object.entries({ onPath, offPath }).map(([of, spread]) => ({
        ...{ figure: metric, of, n: spread.n, enough: spread.enough },
        ...{ p10: spread.p10, p25: spread.p25, median: spread.median },
        ...{ p75: spread.p75, p90: spread.p90 },
        ...{ nBefore: spread.before?.n, before: spread.before?.median },
        ...{ from: answer.figuresFrom, to: answer.figuresTo },
      })),
    ),
  );

/** Rows of any kind: what is a list or an object in them is written as JSON. */
export function rowsToCsv<Row extends object>(
  columns: string[],
  rows: Row[],
): string {
  const cell = (value: unknown): Cell => {
    if (value === null || value === undefined) return undefined;
    return typeof value === 'object' ? JSON.stringify(value) : (value as Cell);
  };
  return toCsv(
    columns,
    rows.map(row =>
      columns.map(column => cell((row as Record<string, unknown>)[column])),
    ),
  );
}

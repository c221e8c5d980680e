import {
  type DurationFigure,
  STAGES,
  type Spread,
} from '@fairway/plugin-adoption-common';
import { METRIC_NAMES } from '@fairway/plugin-metrics-common';
import type { Knex } from 'knex';
import { DAY } from './generate';
import { SHARES, STATEMENTS, type StatementName } from './plainSql';
import { type Dashboard, daysOf } from './requests';

/** A histogram's bins are so wide to either side. */
const HISTOGRAM = 0.01;
/** A service's own figure is kept in four bytes. */
const SERVICE = 1e-4;
const EXACT = 1e-6;

type Row = Record<string, any>;
type Answers = Record<StatementName | 'SHARES', Row[]>;

function same(what: string, ours: unknown, plain: unknown, within = 0): void {
  const [a, b] = [Number(ours), Number(plain)];
  if (!(Math.abs(a - b) <= within * Math.abs(b)))
    throw new Error(`${what}: ${ours} by us, ${plain} by plain SQL`);
}

function sameDuration(what: string, figure: DurationFigure, plain: unknown) {
  same(
    what,
    figure.median,
    plain,
    figure.method === 'exact' ? EXACT : HISTOGRAM,
  );
}

function checkCreations(
  { creations }: Dashboard,
  now: Answers,
  before: Answers,
): void {
  const [funnel, earlier] = [now.FUNNEL[0], before.FUNNEL[0]];
  for (const { stage, ...figures } of creations.funnel) {
    same(`${stage} n`, figures.n, funnel[stage]);
    same(`${stage} before`, figures.before, earlier[stage]);
    if (stage === STAGES[0]) continue;
    sameDuration(`${stage} time`, figures.time!, funnel[`${stage}_time`]);
  }
  same('teams', creations.teams, funnel.teams);
  const { failures, timeToFirstDeploy, templateRuns } = creations;
  same('failed once', failures.failedOnce.count, now.FAILED_ONCE[0].runs);
  same('finished', failures.finishedOnRetry, now.FAILED_ONCE[0].finished);
  same('groups', failures.groups.length, now.FAILURES.length);
  for (const plain of now.FAILURES) {
    const group = failures.groups.find(({ id }) => id === plain.failure)!;
    same(`${plain.failure} runs`, group.runs, plain.runs);
    same(`${plain.failure} teams`, group.teams, plain.teams);
    same(`${plain.failure} mended`, group.finishedOnRetry, plain.finished);
    const was = before.FAILURES.find(row => row.failure === plain.failure);
    same(`${plain.failure} before`, group.before, was?.runs ?? 0);
  }
  const [deploys] = now.FIRST_DEPLOY;
  same('first deploys', timeToFirstDeploy.n, deploys.n);
  same('before', timeToFirstDeploy.before!.n, before.FIRST_DEPLOY[0].n);
  const within = timeToFirstDeploy.method === 'exact' ? EXACT : HISTOGRAM;
  for (const [place, name] of (['median', 'p75', 'p95'] as const).entries())
    same(name, timeToFirstDeploy[name], deploys.quantiles[place], within);
  for (const plain of now.TEMPLATE_RUNS) {
    const own = templateRuns.byTemplate.find(
      ({ template }) => template === plain.template,
    )!;
    same(`${plain.template} runs`, own.runs.n, plain.runs);
    same(`${plain.template} success`, own.success.count, plain.completed);
    same(`${plain.template} ended`, own.success.n, plain.ended);
    sameDuration(plain.template, own.duration, plain.duration);
  }
}

function checkServices({ services }: Dashboard, now: Answers): void {
  for (const [place, moment] of services.moments.entries()) {
    const day = Date.parse(moment) / DAY - 1;
    const rows = now.SHARES.filter(row => row.day === day);
    const sum = (column: string) =>
      rows.reduce((total, row) => total + Number(row[column]), 0);
    const point = services.points[place];
    same(`services on ${moment}`, point.services, sum('services'));
    same(`on a path on ${moment}`, point.onPath, sum('on_path'));
    for (const { team, points } of services.byTeam) {
      const row = rows.find(one => one.team === team);
      same(`${team}`, points[place].services, row?.services ?? 0);
      same(`${team} on`, points[place].onPath, row?.on_path ?? 0);
    }
  }
  const ours = services.versions.flatMap(({ template, versions }) =>
    versions
      .filter(one => one.services)
      .map(one => `${template} ${one.version} ${one.services}`),
  );
  const plain = now.VERSIONS.map(
    row => `${row.template} ${row.version} ${row.services}`,
  );
  if (ours.sort().join() !== plain.sort().join())
    throw new Error(`versions: ${ours} by us, ${plain} by plain SQL`);
}

function checkSpread(what: string, spread: Spread, plain: Row): void {
  same(`${what} n`, spread.n, plain.n);
  const { p10, p25, median, p75, p90 } = spread;
  if (spread.enough)
    [p10, p25, median, p75, p90].forEach((value, place) =>
      same(`${what} ${place}`, value, plain.quantiles[place], SERVICE),
    );
}

function checkDelivery(
  { delivery }: Dashboard,
  now: Answers,
  before: Answers,
): void {
  const side = ({ DELIVERY }: Answers, onPath: boolean) =>
    DELIVERY.find(row => row.on_path === onPath)!;
  for (const name of METRIC_NAMES)
    for (const onPath of [true, false]) {
      const spread = delivery.metrics[name][onPath ? 'onPath' : 'offPath'];
      const plain = side(now, onPath);
      checkSpread(`${name} ${onPath}`, spread, plain[name]);
      same(`${name} of`, spread.n + spread.leftOut, plain.services);
      const was = side(before, onPath)[name];
      same(`${name} before`, spread.before!.n, was.n);
    }
}

/** Asks plain SQL for the same dashboard, and ends where the answers differ; returns the seconds that each statement took. */
export async function comparePlainSql(
  knex: Knex,
  number: number,
  ours: Dashboard,
): Promise<Record<string, number>> {
  const { from, to } = daysOf(number);
  const seconds: Record<string, number> = {};
  const ask = async (name: string, sql: string, bindings: object) => {
    const start = performance.now();
    const { rows } = await knex.raw(sql, bindings as any);
    const took = (performance.now() - start) / 1000;
    seconds[name] = (seconds[name] ?? 0) + took;
    return rows as Row[];
  };
  const period = async (first: number, last: number) => {
    const answers: Partial<Answers> = {};
    for (const [name, sql] of Object.entries(STATEMENTS))
      answers[name as StatementName] = await ask(name, sql, {
        ...{ from: first * DAY, to: last * DAY, last: last - 1 },
      });
    return answers as Answers;
  };
  const now = await period(from, to);
  const before = await period(from - (to - from), from);
  now.SHARES = await ask('SHARES', SHARES, {
    days: ours.services.moments.map(moment => Date.parse(moment) / DAY - 1),
  });
  checkCreations(ours, now, before);
  checkServices(ours, now);
  checkDelivery(ours, now, before);
  return seconds;
}

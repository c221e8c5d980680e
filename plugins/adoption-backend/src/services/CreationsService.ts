import {
  type CreationsAnswer,
  type FailureGroup,
  type FunnelStage,
  MOST_FAILURE_GROUPS,
  STAGES,
  type TemplateRuns,
} from '@fairway/plugin-adoption-common';
import {
  type ReportingZone,
  type TimeWindow,
  onceAllowed,
} from '@fairway/serving';
import {
  type CreationTotals,
  type FailureTotals,
  RunTotals,
} from '../figures/CreationTotals';
import {
  type CreationFigures,
  countNarrowed,
  sumCreations,
} from '../queries/CreationFigures';
import type { DayQueries, TermNames } from '../queries/DayQueries';
import { Narrowing } from '../queries/Narrowing';
import { type Interval, bucketsOf, intervalOf } from '../queries/buckets';
import { countFigure, durationFigure, shareFigure } from '../queries/figures';
import type { AdoptionAuthorization } from './AdoptionAuthorization';
import { type Asked, answered, understand } from './Asked';
import type { Reach } from './Reach';

export interface DashboardOptions {
  authorization: AdoptionAuthorization;
  days: DayQueries;
  reach: Reach;
  zone: ReportingZone;
  minimumSample: number;
  now(): number;
}

/** What became of attempts, of those before them, and by how many of them there is a figure. */
interface Compared {
  now: CreationTotals;
  before?: CreationTotals;
  needed: number;
}

const groupFigures = (
  { runs, finished, teams, lastSeen }: FailureTotals,
  before?: number,
) => ({
  runs,
  ...(before !== undefined && { before }),
  teams: teams.size,
  finishedOnRetry: finished,
  lastSeen: new Date(lastSeen * 1000).toISOString(),
});

/** From Create Service to production: who came how far, how long it took, and where it broke. */
export class CreationsService {
  readonly #options: DashboardOptions;

  private constructor(options: DashboardOptions) {
    this.#options = options;
  }

  static create(options: DashboardOptions): CreationsService {
    return new CreationsService(options);
  }

  async answer(asked: Asked): Promise<CreationsAnswer> {
    const { authorization, days, reach, zone, minimumSample } = this.#options;
    const question = understand(asked, zone);
    const { window, before, filters } = question;
    const interval = intervalOf(window);
    const windows = { window, before, buckets: bucketsOf(window, interval) };
    const asksTerms = days.terms(['template'], [filters.team, filters.system]);
    const narrowingOf = async () =>
      Narrowing.create({ filters, idOf: (await asksTerms).id });
    const isWhole = Object.keys(filters).length === 0;
    const [figures, terms, narrowing, freshness] = await onceAllowed(
      authorization.requireRead(asked.credentials),
      Promise.all([
        isWhole
          ? sumCreations(days, windows)
          : countNarrowed(days, windows, narrowingOf),
        asksTerms,
        narrowingOf(),
        reach.freshness(),
      ]),
    );
    const { now, before: earlier } = figures;
    const compared = { now, before: earlier, needed: minimumSample };
    return {
      ...answered(question, { zone, needed: minimumSample, freshness }),
      attempts: countFigure(now.attempts, earlier?.attempts),
      teams: now.teams,
      funnel: funnelOf(compared, narrowing),
      failures: await this.#failures(compared),
      timeToFirstDeploy: this.#timeToFirstDeploy(figures, {
        ...{ interval, buckets: windows.buckets },
      }),
      templateRuns: runsOf(compared, terms),
    };
  }

  async #failures({
    now,
    before,
    needed,
  }: Compared): Promise<CreationsAnswer['failures']> {
    const sorted = [...now.failures].sort(
      ([a, one], [b, other]) => other.runs - one.runs || a - b,
    );
    const shown = sorted.slice(0, MOST_FAILURE_GROUPS);
    const rest = sorted.slice(MOST_FAILURE_GROUPS);
    const groups = await this.#options.days.failureGroups(
      shown.map(([id]) => id),
    );
    return {
      failedOnce: shareFigure({
        now: { count: now.failedOnce, n: now.runs },
        before: before && { count: before.failedOnce, n: before.runs },
        needed,
      }),
      finishedOnRetry: now.finished,
      notFinished: now.failedOnce - now.finished,
      groups: shown.map(([id, totals]): FailureGroup => {
        const { step, step_name: stepName, ...group } = groups.get(id)!;
        return {
          ...{ id: group.id, ...(step && { step }), stepName },
          message: group.message,
          ...groupFigures(
            totals,
            before && (before.failures.get(id)?.runs ?? 0),
          ),
        };
      }),
      ...(rest.length && {
        more: {
          groups: rest.length,
          runs: rest.reduce((sum, [, { runs }]) => sum + runs, 0),
        },
      }),
    };
  }

  #timeToFirstDeploy(
    { deploys }: CreationFigures,
    { interval, buckets }: { interval: Interval; buckets: TimeWindow[] },
  ): CreationsAnswer['timeToFirstDeploy'] {
    const { zone, minimumSample: needed } = this.#options;
    const { now, before: earlier } = deploys;
    return {
      ...durationFigure({ now, before: earlier, needed }),
      interval,
      points: buckets.map((bucket, place) => {
        const { n, median, p75, p95 } = durationFigure({
          now: deploys.buckets[place],
          needed,
        });
        return {
          from: zone.textOf(bucket.fromDay),
          to: zone.textOf(bucket.toDay),
          n,
          ...(median !== undefined && { median, p75, p95 }),
        };
      }),
    };
  }
}

function funnelOf(
  { now, before, needed }: Compared,
  narrowing: Narrowing,
): FunnelStage[] {
  const { held, reached } = now;
  const earlier = before?.reached;
  return STAGES.map((stage, place): FunnelStage => {
    const { none, ...stopped } = held[place];
    // Before a run begins, nobody can tell whose it will be.
    if (place === 0 && narrowing.needsRun)
      return { stage, n: null, ...(before && { before: null }), stopped };
    const follows = place > 1 || (place === 1 && !narrowing.needsRun);
    return {
      stage,
      n: reached[place],
      ...(earlier && { before: earlier[place] }),
      ...(follows && {
        ofPrevious: shareFigure({
          now: { count: reached[place], n: reached[place - 1] },
          before: earlier && {
            count: earlier[place],
            n: earlier[place - 1],
          },
          needed,
        }),
      }),
      ...(place > 0 && {
        time: durationFigure({
          now: now.times[place],
          before: before?.times[place],
          needed,
        }),
      }),
      stopped,
    };
  });
}

const NO_RUNS = new RunTotals();

function runsOf(
  { now, before, needed }: Compared,
  terms: TermNames,
): CreationsAnswer['templateRuns'] {
  const figuresOf = (own: RunTotals, earlier?: RunTotals): TemplateRuns => ({
    runs: countFigure(own.runs, earlier?.runs),
    success: shareFigure({
      now: { count: own.completed, n: own.ended },
      before: earlier && { count: earlier.completed, n: earlier.ended },
      needed,
    }),
    duration: durationFigure({
      now: own.durations,
      before: earlier?.durations,
      needed,
    }),
  });
  const templates = now.byTemplate;
  const templatesBefore = before?.byTemplate;
  return {
    all: figuresOf(
      RunTotals.together(templates.values()),
      templatesBefore && RunTotals.together(templatesBefore.values()),
    ),
    byTemplate: [...templates]
      .map(([id, own]) => ({
        template: terms.value('template', id)!,
        ...figuresOf(
          own,
          templatesBefore && (templatesBefore.get(id) ?? NO_RUNS),
        ),
      }))
      .sort(
        (a, b) => b.runs.n - a.runs.n || (a.template < b.template ? -1 : 1),
      ),
  };
}

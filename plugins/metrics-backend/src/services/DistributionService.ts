import { setImmediate as turn } from 'node:timers/promises';
import type { DistributionAnswer } from '@fairway/plugin-metrics-common';
import type { DatabaseFigureQueries } from '../queries/DatabaseFigureQueries';
import type { ScopeMembers } from '../queries/ScopeMembers';
import type { TimeWindow } from '../queries/TimeWindow';
import { daysOf } from '../queries/daysOf';
import { freshnessOf, shownWindow } from '../queries/answerOf';
import { distributionOf } from '../queries/distributionOf';
import { figuresOfCell } from '../queries/figuresOfCell';
import type { MetricsAuthorization } from './MetricsAuthorization';
import type { Asked } from './MetricsService';
import type { Scope } from './Scope';
import { SingleFlight } from './SingleFlight';
import type { Timekeeper } from './Timekeeper';

const DISTRIBUTION_MILLISECONDS = 60_000;
const SERVICES_A_TURN = 200;

export interface DistributionServiceOptions {
  authorization: MetricsAuthorization;
  figures: DatabaseFigureQueries;
  members: ScopeMembers;
  time: Timekeeper;
  minimumSample: number;
}

/** How the services of a scope are spread. */
export class DistributionService {
  readonly #options: DistributionServiceOptions;
  readonly #distributions = SingleFlight.create<
    Omit<DistributionAnswer, 'freshness'>
  >({ milliseconds: DISTRIBUTION_MILLISECONDS });

  private constructor(options: DistributionServiceOptions) {
    this.#options = options;
  }

  static create(options: DistributionServiceOptions): DistributionService {
    return new DistributionService(options);
  }

  async distribution(
    asked: Asked & { scope: Scope },
  ): Promise<DistributionAnswer> {
    const { scope } = asked;
    const { authorization, figures, time } = this.#options;
    const [window] = await Promise.all([
      time.window(asked),
      authorization.requireRead(scope, asked.credentials),
    ]);
    const [spread, reach, firstDay] = await Promise.all([
      this.#distributions.get(
        `${scope.ref} ${window.fromDay} ${window.toDay}`,
        () => this.#spread(scope, window),
      ),
      time.reach(),
      figures.firstDay(scope.ref),
    ]);
    return { ...spread, freshness: freshnessOf(reach, firstDay, time.zone) };
  }

  async #spread(scope: Scope, window: TimeWindow) {
    const { figures, members, minimumSample, time } = this.#options;
    const spans =
      scope.level === 'organisation' || scope.level === 'entity'
        ? undefined
        : await members.of(scope.level, scope.ref, window);
    const refs = spans
      ? [...new Set(spans.map(({ entityRef }) => entityRef))]
      : await members.all();
    const services = [];
    for (let start = 0; start < refs.length; start += SERVICES_A_TURN) {
      const found = await figures.cells(
        refs.slice(start, start + SERVICES_A_TURN),
        [window],
      );
      for (const {
        cells: [cell],
      } of found.values())
        services.push(
          figuresOfCell({ cell, days: daysOf(window), minimumSample }),
        );
      await turn();
    }
    return {
      scope: scope.ref,
      ...shownWindow(window, time.zone),
      services: refs.length,
      metrics: distributionOf(services),
    };
  }
}

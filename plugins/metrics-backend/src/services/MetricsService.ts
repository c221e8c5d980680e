import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ManyAnswer,
  MetricsAnswer,
  SeriesAnswer,
} from '@fairway/plugin-metrics-common';
import { onceAllowed } from '@fairway/serving';
import type {
  DatabaseFigureQueries,
  ScopeCells,
} from '../queries/DatabaseFigureQueries';
import { type TimeWindow, windowBefore } from '../queries/TimeWindow';
import {
  answerOf,
  countsOf,
  freshnessOf,
  itemOf,
  shownWindow,
} from '../queries/answerOf';
import { bucketOf } from '../queries/buckets';
import { figuresOfCell } from '../queries/figuresOfCell';
import type { MetricsAuthorization } from './MetricsAuthorization';
import type { Scope } from './Scope';
import type { Timekeeper } from './Timekeeper';

/** From when to when, as the caller wrote it. */
export interface Asked {
  from: string;
  to: string;
  credentials: BackstageCredentials;
}

type AskedFigures = Asked & { scope: Scope; compare: boolean };

export interface MetricsServiceOptions {
  authorization: MetricsAuthorization;
  figures: DatabaseFigureQueries;
  time: Timekeeper;
  minimumSample: number;
}

const knownOf = (found: Map<string, ScopeCells>) =>
  new Set([...found.keys()].filter(ref => found.get(ref)!.known));

/** The figures of scopes in windows, for those who may read them. */
export class MetricsService {
  readonly #options: MetricsServiceOptions;

  private constructor(options: MetricsServiceOptions) {
    this.#options = options;
  }

  static create(options: MetricsServiceOptions): MetricsService {
    return new MetricsService(options);
  }

  async figures(asked: AskedFigures): Promise<MetricsAnswer> {
    const { answer } = await this.begin(asked);
    return answer;
  }

  /**
   * Begins to ask for figures and for the permission to read them, which holds for what else is read of the same scope;
   * both are there, or refused, later.
   */
  async begin(
    asked: AskedFigures,
  ): Promise<{ allowed: Promise<void>; answer: Promise<MetricsAnswer> }> {
    const { scope, compare, credentials } = asked;
    const { authorization, time } = this.#options;
    const window = await time.window(asked);
    const cells = this.#cells([scope.ref], window, compare);
    const allowed = authorization.requireRead(scope, credentials, () =>
      cells.then(knownOf),
    );
    const answer = Promise.all([
      onceAllowed(allowed, cells),
      time.reach(),
    ]).then(([found, reach]) =>
      answerOf({ ...this.#found(scope.ref, window, found), reach }),
    );
    return { allowed, answer };
  }

  /** Of many entities with one decision and one question to the database. */
  async many(
    asked: Asked & { entityRefs: string[]; compare: boolean },
  ): Promise<ManyAnswer> {
    const { compare, credentials } = asked;
    const { authorization, time, minimumSample } = this.#options;
    const refs = [...new Set(asked.entityRefs)];
    const window = await time.window(asked);
    const cells = this.#cells(refs, window, compare);
    const [readable, found, reach] = await Promise.all([
      authorization.readable(refs, credentials, () => cells.then(knownOf)),
      cells,
      time.reach(),
    ]);
    return {
      ...shownWindow(window, time.zone),
      items: refs
        .filter(ref => readable.has(ref))
        .map(ref => itemOf(this.#found(ref, window, found))),
      notFound: refs.filter(ref => !readable.has(ref)),
      needed: minimumSample,
      freshness: reach,
    };
  }

  async series(
    asked: Asked & { scope: Scope; interval: SeriesAnswer['interval'] },
  ): Promise<SeriesAnswer> {
    const { scope, interval } = asked;
    const { figures, authorization, time, minimumSample } = this.#options;
    const { zone } = time;
    const window = await time.window(asked);
    const [[buckets, firstDay], reach] = await Promise.all([
      onceAllowed(
        authorization.requireRead(scope, asked.credentials),
        Promise.all([
          figures.series(scope.ref, window, bucketOf(interval)),
          figures.firstDay(scope.ref),
        ]),
      ),
      time.reach(),
    ]);
    const starts = [...buckets.keys(), window.toDay];
    return {
      scope: scope.ref,
      interval,
      ...shownWindow(window, zone),
      points: [...buckets.values()].map((cell, index) => ({
        from: zone.textOf(starts[index]),
        to: zone.textOf(starts[index + 1]),
        figures: figuresOfCell({
          cell,
          days: starts[index + 1] - starts[index],
          minimumSample,
        }),
        counts: countsOf(cell),
      })),
      freshness: freshnessOf(reach, firstDay, zone),
    };
  }

  #cells(refs: string[], window: TimeWindow, compare: boolean) {
    return this.#options.figures.cells(
      refs,
      compare ? [window, windowBefore(window)] : [window],
    );
  }

  #found(
    scope: string,
    window: TimeWindow,
    cells: Map<string, ScopeCells>,
  ): Parameters<typeof itemOf>[0] {
    const { time, minimumSample } = this.#options;
    const found = cells.get(scope)!;
    return { scope, window, found, minimumSample, zone: time.zone };
  }
}

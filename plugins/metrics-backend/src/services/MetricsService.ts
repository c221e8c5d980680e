import { setImmediate as turn } from 'node:timers/promises';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type CellsAnswer,
  type ChangesAnswer,
  type DistributionAnswer,
  type Freshness,
  type ManyAnswer,
  type MetricsAnswer,
  type MetricsCounts,
  RULES_VERSION,
  type SeriesAnswer,
} from '@fairway/plugin-metrics-common';
import type { CoverageQueries, Reach } from '../queries/CoverageQueries';
import type { DatabaseFigureQueries } from '../queries/DatabaseFigureQueries';
import type { ScopeMembers } from '../queries/ScopeMembers';
import {
  type TimeWindow,
  parseWindow,
  windowBefore,
} from '../queries/TimeWindow';
import { bucketOf } from '../queries/buckets';
import { cellsOf, partsOf } from '../queries/cellsOf';
import { distributionOf } from '../queries/distributionOf';
import { figuresOfCell } from '../queries/figuresOfCell';
import { DayCell } from '../rollups/DayCell';
import type { ReportingZone } from '../rollups/ReportingZone';
import type { MetricsAuthorization } from './MetricsAuthorization';
import type { Scope } from './Scope';
import { SingleFlight } from './SingleFlight';

const REACH_MILLISECONDS = 500;
const DISTRIBUTION_MILLISECONDS = 60_000;
const SERVICES_A_TURN = 200;
/** What a list of services shows: so many days until now, and a line of so many points. */
const LISTED_DAYS = 90;
const LISTED_POINTS = 12;

/** From when to when, as the caller wrote it. */
export interface Asked {
  from: string;
  to: string;
  credentials: BackstageCredentials;
}

export interface MetricsServiceOptions {
  authorization: MetricsAuthorization;
  coverage: CoverageQueries;
  figures: DatabaseFigureQueries;
  members: ScopeMembers;
  zone: ReportingZone;
  minimumSample: number;
}

const countsOf = (cell: DayCell): MetricsCounts => ({
  deployments: cell.counts.deployments,
  redeploys: cell.counts.redeploys,
  failedRollouts: cell.counts.failed_rollouts,
  changes: cell.lead.size,
  incidentsUnattributed: cell.counts.unattributed,
});

const daysOf = ({ fromDay, toDay }: TimeWindow) => toDay - fromDay;

/** The figures of scopes in windows, for those who may read them. */
export class MetricsService {
  readonly #options: MetricsServiceOptions;
  readonly #reach = SingleFlight.create<Reach & { at: number }>({
    milliseconds: REACH_MILLISECONDS,
  });
  readonly #distributions = SingleFlight.create<
    Omit<DistributionAnswer, 'freshness'>
  >({ milliseconds: DISTRIBUTION_MILLISECONDS });

  private constructor(options: MetricsServiceOptions) {
    this.#options = options;
  }

  static create(options: MetricsServiceOptions): MetricsService {
    return new MetricsService(options);
  }

  async figures(
    asked: Asked & { scope: Scope; compare: boolean },
  ): Promise<MetricsAnswer> {
    const { scope, compare } = asked;
    const [window] = await Promise.all([
      this.window(asked),
      this.#options.authorization.requireRead(scope, asked.credentials),
    ]);
    const [answer] = await this.#answers([scope.ref], window, compare);
    return answer;
  }

  /** Of many entities with one question to the catalog and one to the database. */
  async many(
    asked: Asked & { entityRefs: string[]; compare: boolean },
  ): Promise<ManyAnswer> {
    const refs = [...new Set(asked.entityRefs)];
    const [window, readable] = await Promise.all([
      this.window(asked),
      this.#options.authorization.readable(refs, asked.credentials),
    ]);
    const found = refs.filter(ref => readable.has(ref));
    return {
      items: found.length
        ? await this.#answers(found, window, asked.compare)
        : [],
      notFound: refs.filter(ref => !readable.has(ref)),
    };
  }

  /** What a list shows of some entities, whoever reads it: for plugins that keep it and know who may see what. */
  async listed(asked: {
    entityRefs: string[];
    credentials: BackstageCredentials;
  }): Promise<CellsAnswer> {
    const { authorization, figures, minimumSample, zone } = this.#options;
    await authorization.requireOrganisation(asked.credentials);
    const toDay = zone.dayOf(await this.now()) + 1;
    const window = { fromDay: toDay - LISTED_DAYS, toDay };
    const parts = partsOf(window, LISTED_POINTS);
    const cells = await figures.cells(
      [...new Set(asked.entityRefs)],
      [window, windowBefore(window), ...parts],
    );
    return {
      windowDays: LISTED_DAYS,
      from: zone.textOf(window.fromDay),
      to: zone.textOf(window.toDay),
      items: [...cells].map(([entityRef, [cell, before, ...rest]]) => ({
        entityRef,
        cells: cellsOf({
          ...{ cell, before, minimumSample, days: LISTED_DAYS },
          parts: rest.map((part, index) => ({
            cell: part,
            days: daysOf(parts[index]),
          })),
        }),
      })),
    };
  }

  async series(
    asked: Asked & { scope: Scope; interval: SeriesAnswer['interval'] },
  ): Promise<SeriesAnswer> {
    const { scope, interval } = asked;
    const { figures, authorization, minimumSample } = this.#options;
    const [window] = await Promise.all([
      this.window(asked),
      authorization.requireRead(scope, asked.credentials),
    ]);
    const [buckets, freshness] = await Promise.all([
      figures.series(scope.ref, window, bucketOf(interval)),
      this.#freshness([scope.ref]),
    ]);
    const starts = [...buckets.keys(), window.toDay];
    return {
      scope: scope.ref,
      interval,
      ...this.#shown(window),
      points: [...buckets.values()].map((cell, index) => ({
        from: this.#options.zone.textOf(starts[index]),
        to: this.#options.zone.textOf(starts[index + 1]),
        figures: figuresOfCell({
          cell,
          days: starts[index + 1] - starts[index],
          minimumSample,
        }),
        counts: countsOf(cell),
      })),
      freshness: freshness.get(scope.ref)!,
    };
  }

  async distribution(
    asked: Asked & { scope: Scope },
  ): Promise<DistributionAnswer> {
    const { scope } = asked;
    const [window] = await Promise.all([
      this.window(asked),
      this.#options.authorization.requireRead(scope, asked.credentials),
    ]);
    const [spread, freshness] = await Promise.all([
      this.#distributions.get(
        `${scope.ref} ${window.fromDay} ${window.toDay}`,
        () => this.#spread(scope, window),
      ),
      this.#freshness([scope.ref]),
    ]);
    return { ...spread, freshness: freshness.get(scope.ref)! };
  }

  async changes(options: {
    since: number;
    afterScope?: string;
    limit: number;
    credentials: BackstageCredentials;
  }): Promise<ChangesAnswer & { last?: { revision: number; scope: string } }> {
    const { since, afterScope, limit } = options;
    await this.#options.authorization.requireOrganisation(options.credentials);
    const rows = await this.#options.figures.changedSince({
      revision: since,
      afterScope,
      limit: limit + 1,
    });
    const items = rows.slice(0, limit);
    return {
      items,
      revision: items.at(-1)?.revision ?? since,
      ...(rows.length > limit && { last: items.at(-1) }),
    };
  }

  /** The days that are asked for. Those that have not come yet are not counted as days without a deployment. */
  async window({ from, to }: Omit<Asked, 'credentials'>): Promise<TimeWindow> {
    const window = parseWindow(from, to, this.#options.zone);
    const tomorrow = this.#options.zone.dayOf(await this.now()) + 1;
    return window.fromDay < tomorrow
      ? { ...window, toDay: Math.min(window.toDay, tomorrow) }
      : window;
  }

  /** By the clock that all replicas share. */
  async now(): Promise<number> {
    const { now, at } = await this.#reachNow();
    return now + performance.now() - at;
  }

  async reach(): Promise<Omit<Freshness, 'knownSince'>> {
    const { completeTo, gaps } = await this.#reachNow();
    return { completeTo, gaps };
  }

  #reachNow() {
    return this.#reach.get('', async () => ({
      ...(await this.#options.coverage.reach()),
      at: performance.now(),
    }));
  }

  async #answers(
    refs: string[],
    window: TimeWindow,
    compare: boolean,
  ): Promise<MetricsAnswer[]> {
    const windows = compare ? [window, windowBefore(window)] : [window];
    const [cells, freshness] = await Promise.all([
      this.#options.figures.cells(refs, windows),
      this.#freshness(refs),
    ]);
    const shown = this.#shown(window);
    return refs.map(scope => {
      const [cell, before] = cells.get(scope)!;
      return {
        scope,
        ...shown,
        figures: figuresOfCell({
          cell,
          before,
          days: daysOf(window),
          minimumSample: this.#options.minimumSample,
        }),
        counts: countsOf(cell),
        freshness: freshness.get(scope)!,
      };
    });
  }

  async #spread(scope: Scope, window: TimeWindow) {
    const { figures, members, minimumSample } = this.#options;
    const spans =
      scope.level === 'organisation' || scope.level === 'entity'
        ? undefined
        : await members.of(scope.level, scope.ref, window);
    const refs = spans
      ? [...new Set(spans.map(({ entityRef }) => entityRef))]
      : await members.all();
    const services = [];
    for (let start = 0; start < refs.length; start += SERVICES_A_TURN) {
      const cells = await figures.cells(
        refs.slice(start, start + SERVICES_A_TURN),
        [window],
      );
      for (const [cell] of cells.values())
        services.push(
          figuresOfCell({ cell, days: daysOf(window), minimumSample }),
        );
      await turn();
    }
    return {
      scope: scope.ref,
      ...this.#shown(window),
      services: refs.length,
      metrics: distributionOf(services),
    };
  }

  async #freshness(scopes: string[]): Promise<Map<string, Freshness>> {
    const [reach, firstDays] = await Promise.all([
      this.reach(),
      this.#options.figures.firstDays(scopes),
    ]);
    return new Map(
      scopes.map(scope => {
        const first = firstDays.get(scope);
        return [
          scope,
          {
            ...reach,
            ...(first !== undefined && {
              knownSince: this.#options.zone.textOf(first),
            }),
          },
        ];
      }),
    );
  }

  #shown(window: TimeWindow) {
    return {
      from: this.#options.zone.textOf(window.fromDay),
      to: this.#options.zone.textOf(window.toDay),
      zone: this.#options.zone.name,
      rules: RULES_VERSION,
    };
  }
}

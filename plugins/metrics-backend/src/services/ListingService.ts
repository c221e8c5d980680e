import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  CellsAnswer,
  ChangesAnswer,
} from '@fairway/plugin-metrics-common';
import type { DatabaseFigureQueries } from '../queries/DatabaseFigureQueries';
import { windowBefore } from '../queries/TimeWindow';
import { daysOf } from '../queries/daysOf';
import { cellsOf, partsOf } from '../queries/cellsOf';
import type { MetricsAuthorization } from './MetricsAuthorization';
import type { Timekeeper } from './Timekeeper';

/** What a list of services shows: so many days until now, and a line of so many points. */
const LISTED_DAYS = 90;
const LISTED_POINTS = 12;

export interface ListingServiceOptions {
  authorization: MetricsAuthorization;
  figures: DatabaseFigureQueries;
  time: Timekeeper;
  minimumSample: number;
}

/** What other plugins keep of the figures, and when they have to ask again. */
export class ListingService {
  readonly #options: ListingServiceOptions;

  private constructor(options: ListingServiceOptions) {
    this.#options = options;
  }

  static create(options: ListingServiceOptions): ListingService {
    return new ListingService(options);
  }

  /** What a list shows of some entities, whoever reads it: for plugins that keep it and know who may see what. */
  async listed(asked: {
    entityRefs: string[];
    credentials: BackstageCredentials;
  }): Promise<CellsAnswer> {
    const { authorization, figures, minimumSample, time } = this.#options;
    await authorization.requireOrganisation(asked.credentials);
    const toDay = time.zone.dayOf(await time.now()) + 1;
    const window = { fromDay: toDay - LISTED_DAYS, toDay };
    const parts = partsOf(window, LISTED_POINTS);
    const refs = [...new Set(asked.entityRefs)];
    const found = await figures.cells(refs, [
      ...[window, windowBefore(window)],
      ...parts,
    ]);
    return {
      windowDays: LISTED_DAYS,
      from: time.zone.textOf(window.fromDay),
      to: time.zone.textOf(window.toDay),
      items: refs.map(entityRef => {
        const [cell, before, ...rest] = found.get(entityRef)!.cells;
        return {
          entityRef,
          cells: cellsOf({
            ...{ cell, before, minimumSample, days: LISTED_DAYS },
            parts: rest.map((part, index) => ({
              cell: part,
              days: daysOf(parts[index]),
            })),
          }),
        };
      }),
    };
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
}

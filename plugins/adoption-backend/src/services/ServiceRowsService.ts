import {
  type DeliveryRow,
  type ServiceOrigin,
  type ServiceRow,
} from '@fairway/plugin-adoption-common';
import { METRIC_NAMES, type MetricName } from '@fairway/plugin-metrics-common';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';
import { readHistories } from '../facts/readHistories';
import { Fleet, type ServiceAt } from '../figures/Fleet';
import { ServiceFigures } from '../figures/ServiceFigures';
import type { AskedDays } from '../figures/sidesFromFacts';
import type { Filters } from '../queries/Narrowing';
import { mayRead } from './AdoptionAuthorization';
import { type Asked, understand } from './Asked';
import type { AskedPage, Page, Position } from './AttemptsService';
import type { DashboardOptions } from './CreationsService';
import { deliveryDays } from './DeliveryService';
import { isBehind } from './ServicesService';

export interface ServiceWish {
  path?: 'on' | 'off';
  version?: string;
  behind?: boolean;
  origin?: ServiceOrigin;
}

const fits = (value: string | undefined, wanted: string | undefined) =>
  wanted === undefined ||
  value === wanted ||
  (wanted === 'none' && value === undefined);

const iso = (moment: number) => new Date(moment).toISOString();

/** The services behind the numbers, as they were when the period ended, by name. */
export class ServiceRowsService {
  readonly #options: DashboardOptions & { knex: Knex };

  private constructor(options: DashboardOptions & { knex: Knex }) {
    this.#options = options;
  }

  static create(
    options: DashboardOptions & { knex: Knex },
  ): ServiceRowsService {
    return new ServiceRowsService(options);
  }

  async services(
    asked: AskedPage & { wish: ServiceWish },
  ): Promise<Page<ServiceRow>> {
    const { wish } = asked;
    const latest = await this.#options.days.templateVersions();
    const found = await this.#services(asked, (one, filters) => {
      const onPath =
        one.template !== undefined && fits(one.template, filters.template);
      return (
        (wish.path === undefined || (wish.path === 'on') === onPath) &&
        (wish.version === undefined ||
          (onPath && fits(one.version, wish.version))) &&
        (wish.behind === undefined ||
          (onPath &&
            wish.behind ===
              isBehind(one.version, latest.get(one.template!)))) &&
        (wish.origin === undefined || one.service.origin === wish.origin)
      );
    });
    return pageOf(
      found,
      asked.limit,
      found.rest.slice(0, asked.limit + 1),
      one => toServiceRow(one, latest),
    );
  }

  async delivery(
    asked: AskedPage & { metric: MetricName; path?: 'on' | 'off' },
  ): Promise<Page<DeliveryRow>> {
    const { metric, path, limit } = asked;
    const found = await this.#services(
      asked,
      (one, filters) =>
        // On the path that is asked for, where one is; off a path is who is on none.
        (one.template === undefined || fits(one.template, filters.template)) &&
        (path === undefined ||
          (path === 'on') === (one.template !== undefined)),
    );
    const [counted, hidden] = await Promise.all([
      this.#withFigures(found.seen, found.days, metric),
      this.#withFigures(found.hidden, found.days, metric),
    ]);
    const rest = counted.filter(
      ({ one }) => !asked.after || one.service.entityRef > asked.after.id,
    );
    const page = rest.slice(0, limit);
    const last = page.at(-1)?.one.service.entityRef;
    return {
      ...found.shown,
      total: counted.length + hidden.length,
      hidden: hidden.length,
      items: page.map(({ one, figures }) => toDeliveryRow(one, figures)),
      ...(rest.length > page.length && last && { next: { at: 0, id: last } }),
    };
  }

  /** Those that were there as the period ended and that fit: the reader's to see, and not. */
  async #services(
    asked: AskedPage,
    fitsToo: (one: ServiceAt, filters: Filters) => boolean,
  ) {
    const { authorization, knex, zone } = this.#options;
    const { window, filters } = understand(
      { ...asked, compare: false } as Asked,
      zone,
    );
    const [teams, fleet] = await Promise.all([
      authorization.readableTeams(asked.credentials, asked.team),
      Fleet.read(knex),
      authorization.requireRead(asked.credentials),
    ]);
    const today = zone.dayOf(this.#options.now());
    const { now: days } = deliveryDays({ window }, today);
    const all = [...fleet.at(days.day, zone)].filter(
      one =>
        fits(one.team, filters.team) &&
        fits(one.system, filters.system) &&
        fitsToo(one, filters),
    );
    const seen = all.filter(one => mayRead(teams, one.team));
    return {
      ...{ days, seen },
      hidden: all.filter(one => !mayRead(teams, one.team)),
      rest: seen.filter(
        one => !asked.after || one.service.entityRef > asked.after.id,
      ),
      shown: {
        from: zone.textOf(window.fromDay),
        to: zone.textOf(window.toDay),
      },
    };
  }

  /** Those of some services that have a figure of their own. */
  async #withFigures(
    services: ServiceAt[],
    { day, length }: AskedDays,
    metric: MetricName,
  ) {
    const { knex, minimumSample: needed } = this.#options;
    const found: { one: ServiceAt; figures: Record<MetricName, number> }[] = [];
    for (const part of chunks(services)) {
      const histories = await readHistories(
        knex,
        part.map(one => one.service.entityRef),
      );
      for (const one of part) {
        const own = histories.get(one.service.entityRef);
        if (!own) continue;
        const figures = new ServiceFigures({ days: own, needed, length }).upTo(
          day,
        );
        if (!Number.isNaN(figures[metric])) found.push({ one, figures });
      }
    }
    return found;
  }
}

function pageOf<Row>(
  found: {
    seen: ServiceAt[];
    hidden: ServiceAt[];
    shown: { from: string; to: string };
  },
  limit: number,
  rest: ServiceAt[],
  toRow: (one: ServiceAt) => Row,
): Page<Row> {
  const page = rest.slice(0, limit);
  const last = page.at(-1)?.service.entityRef;
  const next: Position | undefined =
    rest.length > page.length && last ? { at: 0, id: last } : undefined;
  return {
    ...found.shown,
    total: found.seen.length + found.hidden.length,
    hidden: found.hidden.length,
    items: page.map(toRow),
    ...(next && { next }),
  };
}

const about = ({ service, team, system, template }: ServiceAt) => ({
  entityRef: service.entityRef,
  ...(team !== undefined && { team }),
  ...(system !== undefined && { system }),
  ...(template !== undefined && { template }),
  onPath: template !== undefined,
});

function toServiceRow(
  one: ServiceAt,
  versions: Map<string, string>,
): ServiceRow {
  const { service, template, version, onPathSince } = one;
  const latest = template === undefined ? undefined : versions.get(template);
  return {
    ...about(one),
    ...(version !== undefined && { version }),
    ...(latest !== undefined && {
      ...{ latest, behind: isBehind(version, latest) },
    }),
    origin: service.origin,
    since: iso(service.since),
    ...(onPathSince !== undefined && { onPathSince: iso(onPathSince) }),
    ...(service.taskId !== undefined && { taskId: service.taskId }),
  };
}

function toDeliveryRow(
  one: ServiceAt,
  figures: Record<MetricName, number>,
): DeliveryRow {
  return {
    ...about(one),
    ageDays: one.ageDays,
    figures: Object.fromEntries(
      METRIC_NAMES.map(name => [
        name,
        Number.isNaN(figures[name]) ? null : figures[name],
      ]),
    ) as DeliveryRow['figures'],
  };
}

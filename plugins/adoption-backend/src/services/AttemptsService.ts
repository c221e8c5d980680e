import type {
  AttemptRow,
  FirstDeployRow,
} from '@fairway/plugin-adoption-common';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';
import { CreationReader } from '../figures/CreationReader';
import { decodeDeploys, secondsOf } from '../figures/DeployDay';
import type { Creation } from '../figures/Creation';
import { AttemptFilter, type AttemptWish } from '../queries/AttemptFilter';
import type { TermNames } from '../queries/DayQueries';
import { Narrowing } from '../queries/Narrowing';
import { retriesOf } from '../queries/Retries';
import { type Teams, mayRead } from './AdoptionAuthorization';
import { type Asked, understand } from './Asked';
import type { DashboardOptions } from './CreationsService';
import { toAttemptRow } from './toAttemptRow';

/** A moment in milliseconds, and what tells those of one moment apart. */
export interface Position {
  at: number;
  id: string;
}

export interface AskedPage extends Omit<Asked, 'compare'> {
  limit: number;
  after?: Position;
}

export interface Page<Row> {
  from: string;
  to: string;
  total: number;
  hidden: number;
  items: Row[];
  next?: Position;
}

const iso = (moment: number) => new Date(moment).toISOString();

const precedes = (one: Position, after: Position | undefined) =>
  !after || one.at < after.at || (one.at === after.at && one.id < after.id);

const totals = (counts: { seen: number; hidden: number }[]) =>
  counts.reduce(
    (sum, { seen, hidden }) => ({
      total: sum.total + seen + hidden,
      hidden: sum.hidden + hidden,
    }),
    { total: 0, hidden: 0 },
  );

/** The attempts and first deployments behind the numbers, newest first. */
export class AttemptsService {
  readonly #options: DashboardOptions & { knex: Knex };
  readonly #reader: CreationReader;

  private constructor(options: DashboardOptions & { knex: Knex }) {
    this.#options = options;
    this.#reader = CreationReader.create(options);
  }

  static create(options: DashboardOptions & { knex: Knex }): AttemptsService {
    return new AttemptsService(options);
  }

  async attempts(
    asked: AskedPage & { wish: AttemptWish },
  ): Promise<Page<AttemptRow>> {
    const { authorization, days, knex } = this.#options;
    const { window, shown, filters, teams } = await this.#understand(asked);
    const [rows, terms] = await Promise.all([
      days.creations(window.fromDay, window.toDay),
      days.terms(['team', 'template', 'failure'], [filters.system]),
      authorization.requireRead(asked.credentials),
    ]);
    const filter = AttemptFilter.create({
      ...{ terms, wish: asked.wish },
      narrowing: Narrowing.create({ filters, idOf: terms.id }),
    });
    const counts = rows.map(({ day, creations }) => ({
      day,
      ...visible(filter.countByTeam(creations), { teams, terms }),
    }));
    const found: Creation[] = [];
    for (const { day, seen } of counts.toReversed()) {
      if (found.length > asked.limit) break;
      if (!seen) continue;
      found.push(
        ...(await this.#reader.onDay(day))
          .toReversed()
          .filter(
            one =>
              precedes({ at: one.beganAt, id: one.id }, asked.after) &&
              mayRead(teams, one.team) &&
              filter.fits(one),
          ),
      );
    }
    const page = found.slice(0, asked.limit);
    const [retries, stepNames] = await Promise.all([
      retriesOf(knex, page),
      this.#stepNames(page),
    ]);
    const last = page.at(-1);
    return {
      ...shown,
      ...totals(counts),
      items: page.map(one =>
        toAttemptRow(one, { stepNames, retried: retries.get(one.id) }),
      ),
      ...(found.length > page.length &&
        last && { next: { at: last.beganAt, id: last.id } }),
    };
  }

  async deploys(asked: AskedPage): Promise<Page<FirstDeployRow>> {
    const { authorization, days } = this.#options;
    const { window, shown, filters, teams } = await this.#understand(asked);
    const [rows, terms] = await Promise.all([
      days.creations(window.fromDay, window.toDay),
      days.terms(['team', 'template'], [filters.system]),
      authorization.requireRead(asked.credentials),
    ]);
    const narrowing = Narrowing.create({ filters, idOf: terms.id });
    const counts = rows.map(({ day, deploys }) => {
      const columns = decodeDeploys(deploys);
      const byTeam = new Map<number, number>();
      for (let place = 0; place < columns.size; place++) {
        const team = columns.teams[place];
        if (
          narrowing.fits(columns.templates[place], team, columns.systems[place])
        )
          byTeam.set(team, (byTeam.get(team) ?? 0) + 1);
      }
      return { day, ...visible(byTeam, { teams, terms }) };
    });
    const fits = (value: string | undefined, wanted: string | undefined) =>
      wanted === undefined ||
      value === wanted ||
      (wanted === 'none' && value === undefined);
    const found = [];
    for (const { day, seen } of counts.toReversed()) {
      if (found.length > asked.limit) break;
      if (!seen) continue;
      found.push(
        ...(await this.#reader.deploysOn(day))
          .toReversed()
          .filter(
            one =>
              precedes({ at: one.at, id: one.entityRef }, asked.after) &&
              mayRead(teams, one.team) &&
              fits(one.team, filters.team) &&
              fits(one.template, filters.template) &&
              fits(one.system, filters.system),
          ),
      );
    }
    const page = found.slice(0, asked.limit);
    const last = page.at(-1);
    return {
      ...shown,
      ...totals(counts),
      items: page.map(one => {
        const { beganAt, at, ...rest } = one;
        return {
          ...rest,
          ...{ from: iso(beganAt), at: iso(at), seconds: secondsOf(one) },
        };
      }),
      ...(found.length > page.length &&
        last && { next: { at: last.at, id: last.entityRef } }),
    };
  }

  async #understand(asked: AskedPage) {
    const { authorization, zone } = this.#options;
    const { window, filters } = understand({ ...asked, compare: false }, zone);
    const teams = await authorization.readableTeams(
      asked.credentials,
      asked.team,
    );
    return {
      ...{ window, filters, teams },
      shown: {
        from: zone.textOf(window.fromDay),
        to: zone.textOf(window.toDay),
      },
    };
  }

  async #stepNames(creations: Creation[]): Promise<Map<string, string>> {
    const ids = creations.flatMap(one =>
      one.failures.map(({ failure }) => failure),
    );
    const names = new Map<string, string>();
    for (const part of chunks([...new Set(ids)]))
      for (const row of await this.#options
        .knex('failure_group')
        .whereIn('id', part))
        names.set(row.id, row.step_name);
    return names;
  }
}

/** Of what fits: how many are the reader's to see, and how many not. */
function visible(
  byTeam: Map<number, number>,
  { teams, terms }: { teams: Teams; terms: TermNames },
): { seen: number; hidden: number } {
  let [seen, hidden] = [0, 0];
  for (const [team, count] of byTeam)
    if (mayRead(teams, terms.value('team', team))) seen += count;
    else hidden += count;
  return { seen, hidden };
}

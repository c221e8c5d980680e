import type {
  ServicesAnswer,
  SharePoint,
  TeamShare,
  TemplateVersions,
} from '@fairway/plugin-adoption-common';
import { onceAllowed } from '@fairway/serving';
import { decodeParties } from '../figures/FleetDay';
import {
  type FleetTotals,
  type PathCount,
  decodeTotals,
  totalsOf,
} from '../figures/FleetTotals';
import { NO_TERM } from '../figures/Terms';
import type { TermNames } from '../queries/DayQueries';
import { Narrowing } from '../queries/Narrowing';
import { spreadDays } from '../queries/buckets';
import { type Part, shareFigure } from '../queries/figures';
import { compareVersions } from '../queries/versions';
import { mayRead } from './AdoptionAuthorization';
import { type Asked, answered, understand } from './Asked';
import type { DashboardOptions } from './CreationsService';

/** Between the beginning and the end of the period. */
const STEPS = 12;

/** Whether a version is older than another; one that is not told is not known to be. */
export const isBehind = (
  version: string | null | undefined,
  latest: string | undefined,
): boolean =>
  typeof version === 'string' &&
  latest !== undefined &&
  compareVersions(version, latest) > 0;

/** How many of some services are on a path, at each of some moments. */
class Shares {
  readonly parts: Part[];

  constructor(moments: number) {
    this.parts = Array.from({ length: moments }, () => ({ count: 0, n: 0 }));
  }

  add(moment: number, { services, onPath }: PathCount) {
    this.parts[moment].n += services;
    this.parts[moment].count += onPath;
  }

  get last(): Part {
    return this.parts[this.parts.length - 1];
  }
}

interface Counted {
  all: Shares;
  byTeam: Map<number, Shares>;
  origins: ServicesAnswer['origins'];
  /** By template, then by version: at the beginning, and at the end. */
  versions: Map<number, Map<number, { before: number; now: number }>>;
}

/** Services of teams whose rows are not the reader's. */
const hiddenIn = ({ byTeam }: Counted, isSeen: (team: number) => boolean) =>
  [...byTeam].reduce(
    (sum, [team, { last }]) => sum + (isSeen(team) ? 0 : last.n),
    0,
  );

/** How many services are on a path, whose they are, and on which version of it. */
export class ServicesService {
  readonly #options: DashboardOptions;

  private constructor(options: DashboardOptions) {
    this.#options = options;
  }

  static create(options: DashboardOptions): ServicesService {
    return new ServicesService(options);
  }

  async answer(asked: Asked): Promise<ServicesAnswer> {
    const { authorization, days, reach, zone, minimumSample } = this.#options;
    const question = understand(asked, zone);
    const { fromDay, toDay } = question.window;
    const today = zone.dayOf(this.#options.now());
    const last = Math.max(fromDay - 1, Math.min(toDay - 1, today));
    const moments = spreadDays(fromDay - 1, last, STEPS);
    const { filters } = question;
    const isWhole = Object.keys(filters).length === 0;
    const [rows, terms, latest, freshness, teams] = await onceAllowed(
      authorization.requireRead(asked.credentials),
      Promise.all([
        days.fleet(moments, isWhole ? 'totals' : 'parties'),
        days.terms(['team', 'template', 'version'], [filters.system]),
        days.templateVersions(),
        reach.freshness(),
        authorization.readableTeams(asked.credentials),
      ]),
    );
    const narrowing = Narrowing.create({ filters, idOf: terms.id });
    const counted = count(
      moments.map(day => {
        const bytes = rows.get(day);
        if (!bytes) return undefined;
        return isWhole
          ? decodeTotals(bytes)
          : totalsOf(decodeParties(bytes), narrowing);
      }),
    );
    const comparing = asked.compare;
    return {
      ...answered(question, { zone, needed: minimumSample, freshness }),
      share: shareFigure({
        now: counted.all.last,
        before: comparing ? counted.all.parts[0] : undefined,
        needed: minimumSample,
      }),
      hidden: hiddenIn(counted, team =>
        mayRead(teams, terms.value('team', team)),
      ),
      origins: counted.origins,
      moments: moments.map(day => zone.textOf(day + 1)),
      points: this.#points(counted.all),
      byTeam: this.#byTeam(counted, terms, comparing),
      versions: this.#versions(counted, { terms, latest, comparing }),
    };
  }

  #points({ parts }: Shares): SharePoint[] {
    return parts.map(({ count: onPath, n }) => ({
      ...{ onPath, services: n },
      ...(n >= this.#options.minimumSample && { value: onPath / n }),
    }));
  }

  #byTeam(
    { byTeam }: Counted,
    terms: TermNames,
    comparing: boolean,
  ): TeamShare[] {
    return [...byTeam]
      .map(([id, shares]) => ({
        team: id === NO_TERM ? null : terms.value('team', id)!,
        share: shareFigure({
          now: shares.last,
          before: comparing ? shares.parts[0] : undefined,
          needed: this.#options.minimumSample,
        }),
        joined: shares.last.count - shares.parts[0].count,
        points: this.#points(shares),
      }))
      .sort(
        (a, b) =>
          (b.share.value ?? -1) - (a.share.value ?? -1) ||
          b.share.n - a.share.n ||
          ((a.team ?? '~') < (b.team ?? '~') ? -1 : 1),
      );
  }

  #versions(
    { versions }: Counted,
    options: {
      terms: TermNames;
      latest: Map<string, string>;
      comparing: boolean;
    },
  ): TemplateVersions[] {
    const { terms, comparing } = options;
    return [...versions]
      .map(([id, found]): TemplateVersions => {
        const template = terms.value('template', id)!;
        const latest = options.latest.get(template);
        const own = [...found]
          .map(([version, { before, now }]) => ({
            version:
              version === NO_TERM ? null : terms.value('version', version)!,
            services: now,
            ...(comparing && { before }),
            latest:
              latest !== undefined &&
              version !== NO_TERM &&
              terms.value('version', version) === latest,
          }))
          .sort((a, b) => byVersion(a.version, b.version));
        const services = own.reduce((sum, one) => sum + one.services, 0);
        const behind = own
          .filter(({ version }) => isBehind(version, latest))
          .reduce((sum, one) => sum + one.services, 0);
        return {
          ...{ template, services },
          ...(latest !== undefined && {
            latest,
            behind: shareFigure({
              now: { count: behind, n: services },
              needed: this.#options.minimumSample,
            }),
          }),
          versions: own,
        };
      })
      .sort(
        (a, b) => b.services - a.services || (a.template < b.template ? -1 : 1),
      );
  }
}

function byVersion(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareVersions(a, b);
}

function count(moments: (FleetTotals | undefined)[]): Counted {
  const none = () => ({ services: 0, onPath: 0 });
  const counted: Counted = {
    all: new Shares(moments.length),
    byTeam: new Map(),
    origins: { created: none(), imported: none() },
    versions: new Map(),
  };
  moments.forEach((totals, moment) => {
    if (!totals) return;
    for (const [id, own] of totals.byTeam) {
      let team = counted.byTeam.get(id);
      if (!team) counted.byTeam.set(id, (team = new Shares(moments.length)));
      team.add(moment, own);
      counted.all.add(moment, own);
    }
    const isLast = moment === moments.length - 1;
    if (isLast) counted.origins = totals.origins;
    if (isLast || moment === 0)
      for (const version of totals.versions)
        addVersion(counted.versions, version, isLast ? 'now' : 'before');
  });
  return counted;
}

function addVersion(
  versions: Counted['versions'],
  { template, version, services }: FleetTotals['versions'][number],
  when: 'before' | 'now',
) {
  let own = versions.get(template);
  if (!own) versions.set(template, (own = new Map()));
  let found = own.get(version);
  if (!found) own.set(version, (found = { before: 0, now: 0 }));
  found[when] += services;
}

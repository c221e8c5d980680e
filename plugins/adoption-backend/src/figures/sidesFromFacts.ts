import { setImmediate as turn } from 'node:timers/promises';
import { METRIC_NAMES } from '@fairway/plugin-metrics-common';
import type { ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';
import { readHistories } from '../facts/readHistories';
import { Fleet, type ServiceAt } from './Fleet';
import { ServiceFigures } from './ServiceFigures';
import { NO_PATH, type Sides, SidesBuilder } from './Spreads';

/** So many days, up to one. */
export interface AskedDays {
  day: number;
  length: number;
}

const isOf = (
  one: ServiceAt,
  { team, system }: { team?: string; system?: string },
): boolean =>
  (team === undefined || (one.team ?? 'none') === team) &&
  (system === undefined || one.system === system);

/** The services that were ever of a team or a system, whichever is asked for. */
async function refsOf(
  knex: Knex,
  { team, system }: { team?: string; system?: string },
): Promise<string[] | undefined> {
  if (team === undefined && system === undefined) return undefined;
  const query = knex('service_span').distinct('entity_ref');
  if (team === 'none') query.whereNull('team');
  else if (team !== undefined) query.where({ team });
  if (system !== undefined) query.where({ system });
  return (await query).map(row => row.entity_ref);
}

/**
 * Services on and off a path with their own figures, put together from the facts: for what nothing is kept for, since an
 * owner is asked for, or days of another number than the usual ones.
 */
export async function sidesFromFacts(options: {
  knex: Knex;
  zone: ReportingZone;
  needed: number;
  owner: { team?: string; system?: string };
  /** The number of a template. */
  sideOf(template: string): number;
  asked: AskedDays[];
}): Promise<Sides[]> {
  const { knex, zone, needed, owner, asked } = options;
  const fleet = await Fleet.read(knex, await refsOf(knex, owner));
  const builders = asked.map(() => new SidesBuilder());
  const there = asked.map(
    ({ day }) =>
      new Map(
        [...fleet.at(day, zone)]
          .filter(one => isOf(one, owner))
          .map(one => [one.service.entityRef, one]),
      ),
  );
  for (const refs of chunks(fleet.services.map(one => one.entityRef))) {
    const histories = await readHistories(knex, refs);
    for (const ref of refs) {
      const days = histories.get(ref) ?? [];
      for (const [place, { day, length }] of asked.entries()) {
        const one = there[place].get(ref);
        if (!one) continue;
        const figures = new ServiceFigures({ days, needed, length }).upTo(day);
        builders[place].add(
          one.template === undefined ? NO_PATH : options.sideOf(one.template),
          [...METRIC_NAMES.map(name => figures[name]), one.ageDays],
        );
      }
    }
    await turn();
  }
  return builders.map(builder => builder.build());
}

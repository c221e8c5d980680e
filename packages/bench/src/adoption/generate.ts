/*
 * Two years of a platform, by a fixed seed: runs of templates, the forms that they came from, services on a path and off
 * one, and what reached production day by day.
 */

import type { DeliveryDay } from '@fairway/plugin-metrics-common';
import { encodeHistory } from './encodeHistory';

export const DAY = 86_400_000;
export const DAYS = 730;
/** Two years until today. */
export const FIRST_DAY = Math.floor(Date.now() / DAY) - DAYS;
const START = FIRST_DAY * DAY;
const TEAMS = 100;
const SYSTEMS = 500;
const TEMPLATES = 5;
const VERSIONS = 6;
const GROUPS = 40;
/** Of the services, those on a path; the share of runs that end badly; how often a service is deployed. */
const ON_PATH = 0.6;
const FAILING = 0.12;
const DEPLOYS_A_DAY = 0.15;
const MINUTE = 60_000;

/** A generator with a fixed seed (mulberry32): numbers from 0 up to, not including, 1. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Rows = Record<string, unknown>[];

const template = (number: number) => `template:default/t${number % TEMPLATES}`;
const team = (number: number) => `group:default/team${number % TEAMS}`;
const system = (number: number) => `system:default/system${number % SYSTEMS}`;
export const serviceRef = (number: number) => `component:default/s${number}`;

/** The id of a group of failures, as long as real ones are. */
const failureId = (number: number): string =>
  `f${String(number).padStart(19, '0')}`;

export const failureGroups = (): Rows =>
  Array.from({ length: GROUPS }, (_, number) => ({
    id: failureId(number),
    step: ['publish', 'register', 'ci', 'staging'][number % 4],
    step_name: ['Publish', 'Register', 'Wait for CI', 'Run in staging'][
      number % 4
    ],
    message: `It went wrong in way … of ${'x'.repeat(number)}`,
  }));

export const templates = (): Rows =>
  Array.from({ length: TEMPLATES }, (_, number) => ({
    template: template(number),
    version: `1.${VERSIONS - 1}.0`,
  }));

/** When a service was first there, in milliseconds: two in five were before anything was kept. */
const bornAt = (number: number): number => {
  const random = randomOf(number + 1);
  return START + (random() < 0.4 ? 0 : Math.floor(random() * DAYS) * DAY);
};

const isOnPath = (number: number) => randomOf(number * 7 + 3)() < ON_PATH;

/** A service, what the catalog says of it, and what reached production of it. */
export function serviceRows(number: number) {
  const random = randomOf(number * 13 + 5);
  const first = bornAt(number);
  const onPath = isOnPath(number);
  const entity = serviceRef(number);
  const days: DeliveryDay[] = [];
  const changes: Rows = [];
  for (let day = (first - START) / DAY; day < DAYS; day++) {
    if (random() >= DEPLOYS_A_DAY) continue;
    const count = 1 + Math.floor(random() * 3);
    const failed = random() < 0.08 ? 1 : 0;
    const seconds = (scale: number) =>
      Math.round(Math.exp(random() * 6) * scale * (onPath ? 1 : 2));
    const lead = Array.from({ length: count }, () => seconds(600)).sort(
      (a, b) => a - b,
    );
    const recovery = failed ? [seconds(60)] : [];
    days.push({
      ...{ day: FIRST_DAY + day, deployments: 1, failed, lead, recovery },
      rework: random() < 0.05 ? 1 : 0,
    });
    for (const [kind, values] of Object.entries({ lead, recovery }))
      for (const value of values)
        changes.push({
          ...{ entity_ref: entity, day: FIRST_DAY + day, kind, seconds: value },
        });
  }
  return {
    service: [
      { entity_ref: entity, first_seen_at: first, began_on_path: onPath },
    ],
    service_span: [
      {
        ...{ entity_ref: entity, team: team(number), system: system(number) },
        template: onPath ? template(number) : null,
        version: onPath ? `1.${Math.floor(random() * VERSIONS)}.0` : null,
        valid_from: 0,
      },
    ],
    delivery_history: days.length
      ? [{ entity_ref: entity, days: encodeHistory(days) }]
      : [],
    bench_delivery_day: days.map(day => ({
      ...{ entity_ref: entity, day: day.day, deployments: day.deployments },
      ...{ failed: day.failed, rework: day.rework },
    })),
    bench_change: changes,
  };
}

/** A run, the form that it came from, where it failed, and how far its service came. */
export function runRows(number: number) {
  const random = randomOf(number * 31 + 11);
  const openedAt = START + Math.floor(random() * DAYS * DAY);
  const hasForm = random() < 0.8;
  const startedAt = openedAt + Math.floor((0.5 + random() * 9) * MINUTE);
  const task = `t${number}`;
  const name = `n${number}`;
  const failing = random() < FAILING;
  const finished = !failing || random() < 0.4;
  const repositoryAt =
    finished || random() < 0.6
      ? startedAt + Math.floor((0.2 + random()) * MINUTE)
      : null;
  const failures = failing
    ? Array.from({ length: 1 + Math.floor(random() * 2) }, (_, index) => {
        const group = Math.floor(random() ** 2 * GROUPS);
        return {
          ...{ task_id: task, at: startedAt + (index + 2) * MINUTE },
          step: ['publish', 'register', 'ci', 'staging'][group % 4],
          ...{ failure: failureId(group), message: 'It went wrong' },
        };
      })
    : [];
  const ciAt =
    repositoryAt !== null && random() < 0.9
      ? repositoryAt + Math.floor((1 + random() * 8) * MINUTE)
      : null;
  const stagingAt =
    ciAt !== null && random() < 0.95
      ? ciAt + Math.floor((0.5 + random() * 2) * MINUTE)
      : null;
  const productionAt =
    stagingAt !== null && random() < 0.7
      ? stagingAt + Math.floor(random() ** 3 * 20 * DAY)
      : null;
  const entity = `component:default/${name}`;
  return {
    attempt: hasForm
      ? [
          {
            ...{ attempt_id: `a${number}`, template: template(number) },
            ...{ opened_at: openedAt, task_id: task },
          },
        ]
      : [],
    run: [
      {
        ...{ task_id: task, template: template(number), team: team(number) },
        ...{ template_version: '1.0.0', system: system(number), name },
        ...{ entity_ref: entity, started_at: startedAt, observed_at: 1 },
        outcome: finished ? 'completed' : 'failed',
        ended_at: startedAt + Math.floor((4 + random() * 9) * MINUTE),
        ...{ repository_at: repositoryAt, mark: 'over' },
      },
    ],
    run_failure: failures,
    milestone:
      ciAt === null
        ? []
        : [
            {
              ...{ entity_ref: entity, ci_at: ciAt, staging_at: stagingAt },
              production_at: productionAt,
            },
          ],
  };
}

/** A form that was opened and left. */
export function leftRows(number: number) {
  const random = randomOf(number * 17 + 29);
  return {
    attempt: [
      {
        ...{ attempt_id: `l${number}`, template: template(number) },
        opened_at: START + Math.floor(random() * DAYS * DAY),
        task_id: null,
      },
    ],
  };
}

import type { Entity } from '@backstage/catalog-model';
import type { DeliveryHistory } from '@fairway/plugin-metrics-common';
import { ReportingZone, jsonBody } from '@fairway/serving';
import express, { type Router } from 'express';
import type { Knex } from 'knex';
import { DatabaseAttemptStore } from '../facts/DatabaseAttemptStore';
import type { Task, TaskEvent } from '../facts/runOfTask';
import { FakeScaffolder } from './FakeScaffolder';
import { TEMPLATE, attemptId } from './facts';

/** When the scenario is looked at. */
export const JANUARY = 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z';

export const at = (time: string) => `2026-01-05T${time}:00.000Z`;

const event = (
  time: string,
  stepId: string,
  status: string,
  message = '',
): TaskEvent => ({
  ...{ type: 'log', createdAt: at(time) },
  body: { stepId, status, message },
});
export const recovered = (time: string): TaskEvent => ({
  ...{ type: 'recovered', createdAt: at(time), body: {} },
});
export const ended = (time: string, message?: string): TaskEvent => ({
  ...{ type: 'completion', createdAt: at(time) },
  body: message ? { error: { name: 'Error', message } } : { output: {} },
});
export const published = (time: string) => event(time, 'publish', 'completed');
export const failed = (time: string, step: string, message: string) =>
  event(time, step, 'failed', `Error: ${message}\n    at run (x.js:1:1)`);

export const task = (
  id: string,
  time: string,
  rest: { status: string; team: string; system?: string },
): Task => ({
  id,
  status: rest.status,
  createdAt: at(time),
  createdBy: 'user:default/dana',
  spec: {
    steps: [
      {
        id: 'publish',
        name: 'Publish the repository',
        action: 'publish:github',
      },
      { id: 'register', name: 'Register', action: 'catalog:register' },
      { id: 'ci', name: 'Wait for CI', action: 'trigger:ci' },
    ],
    parameters: {
      name: `svc-${id}`,
      owner: `group:default/${rest.team}`,
      ...(rest.system && { system: `system:default/${rest.system}` }),
    },
    templateInfo: {
      entityRef: TEMPLATE,
      entity: {
        metadata: { annotations: { 'fairway/template-version': '1.0.0' } },
      },
    },
  },
});

/**
 * The fifth of January 2026:
 *
 * | | opened | started | repository | CI | staging | production | |
 * |---|---|---|---|---|---|---|---|
 * | one, checkout | 10:00 | 10:03 | 10:04 | 10:05 | 10:07 | 12:03 | ended 10:08 |
 * | two, payments, billing | | 11:00 | 11:01 | 11:35 | 11:38 | | CI failed 11:04, retried 11:30, ended 11:40 |
 * | three, checkout | 12:00 | 12:01 | | | | | publishing failed 12:02 |
 * | | 13:00 | | | | | | left |
 * | five, checkout | | 14:00 | | | | | running |
 */
export function fakeScaffolder(): FakeScaffolder {
  const scaffolder = new FakeScaffolder();
  const checkout = { team: 'checkout' };
  scaffolder.add(task('one', '10:03', { ...checkout, status: 'completed' }), [
    published('10:04'),
    ended('10:08'),
  ]);
  scaffolder.add(
    task('two', '11:00', {
      ...{ status: 'completed', team: 'payments', system: 'billing' },
    }),
    [
      published('11:01'),
      failed('11:04', 'ci', 'Tests of acme/svc-two failed'),
      recovered('11:30'),
      ended('11:40'),
    ],
  );
  scaffolder.add(task('three', '12:01', { ...checkout, status: 'failed' }), [
    failed('12:02', 'publish', 'Branch protection refused: 403'),
    ended('12:03', 'Branch protection refused: 403'),
  ]);
  scaffolder.add(task('five', '14:00', { ...checkout, status: 'processing' }), [
    event('14:01', 'publish', 'processing'),
  ]);
  return scaffolder;
}

export async function openForms(knex: Knex): Promise<void> {
  const attempts = DatabaseAttemptStore.create({
    knex,
    zone: ReportingZone.create('UTC'),
  });
  for (const [number, time, taskId] of [
    [1, '10:00', 'one'],
    [3, '12:00', 'three'],
    [4, '13:00', undefined],
  ] as const)
    await attempts.record({
      attemptId: attemptId(number),
      template: TEMPLATE,
      openedAt: Date.parse(at(time)),
      ...(taskId && { taskId }),
    });
}

const firsts: Record<string, DeliveryHistory['first']> = {
  'component:default/svc-one': {
    ...{ ci: at('10:05'), staging: at('10:07'), production: at('12:03') },
  },
  'component:default/svc-two': { ci: at('11:35'), staging: at('11:38') },
};

/** The metrics plugin, with as many deliveries of a service as are given. */
export function fakeMetrics(
  days: Record<string, DeliveryHistory['days']> = {},
): Router {
  const router = express.Router();
  router.get('/changes', ({ query }, response) => {
    response.json({
      items:
        query.since === '0'
          ? Object.keys(days).map(scope => ({ scope, revision: 7 }))
          : [],
      revision: 7,
    });
  });
  router.post('/history', jsonBody, ({ body }, response) => {
    response.json({
      zone: 'UTC',
      items: body.entityRefs.map((entityRef: string) => ({
        entityRef,
        first: firsts[entityRef] ?? {},
        days: days[entityRef] ?? [],
      })),
    });
  });
  return router;
}

const component = (
  name: string,
  team: string,
  annotations: Record<string, string>,
): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
  metadata: { name, namespace: 'default', annotations },
  spec: { type: 'service' },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${team}` }],
});

const on = (version: string) => ({
  ...{ 'fairway/template': TEMPLATE, 'fairway/template-version': version },
});

const template = (name: string, action: string): Entity => ({
  ...{ apiVersion: 'scaffolder.backstage.io/v1beta3', kind: 'Template' },
  metadata: {
    ...{ name, namespace: 'default' },
    annotations: { 'fairway/template-version': '1.1.0' },
  },
  spec: { type: 'service', steps: [{ action }] },
});

/** Two services that runs made, one on an older version, and one from elsewhere. */
export const catalog: Entity[] = [
  component('svc-one', 'checkout', on('1.0.0')),
  component('svc-two', 'payments', on('1.1.0')),
  component('old', 'payments', {}),
  template('node-service', 'publish:github'),
  template('access', 'access:grant'),
];

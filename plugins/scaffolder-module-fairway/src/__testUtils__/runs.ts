import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import type { Run } from '../api';
import { nodeServiceMetadata } from './entities';

export const STARTED = '2026-11-21T14:07:00.000Z';

/** A run of the node service as the scaffolder keeps it. */
export function aRun(changes: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    status: 'processing',
    createdAt: STARTED,
    createdBy: 'user:default/dana',
    spec: {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      parameters: { name: 'refunds', owner: 'group:default/payments' },
      steps: [
        { id: 'render', name: 'Render the path', action: 'fetch:template' },
        {
          id: 'publish',
          name: 'Publish the repository',
          action: 'publish:github',
        },
        { id: 'ci', name: 'Wait for CI', action: 'trigger:ci' },
        { id: 'staging', name: 'Run in staging', action: 'await:deployment' },
      ],
      output: {},
      templateInfo: {
        entityRef: 'template:default/node-service',
        entity: { metadata: nodeServiceMetadata },
      },
    },
    ...changes,
  };
}

let nextId = 1;

function event(
  second: number,
  type: LogEvent['type'],
  body: Record<string, unknown>,
): LogEvent {
  return {
    id: nextId++,
    taskId: 'run-1',
    type,
    createdAt: new Date(Date.parse(STARTED) + second * 1_000).toISOString(),
    body: { message: '', ...body } as LogEvent['body'],
  };
}

function log(
  second: number,
  stepId: string,
  message: string,
  status?: string,
): LogEvent {
  return event(second, 'log', { stepId, message, status });
}

const repository = 'http://localhost:7990/acme/refunds';

export const aBeginning: LogEvent[] = [
  log(1, 'render', 'Beginning step Render the path', 'processing'),
  log(2, 'render', 'Finished step Render the path', 'completed'),
  log(2, 'publish', 'Beginning step Publish the repository', 'processing'),
  log(4, 'publish', `info: Pushed 3f2a9c1 to ${repository}`),
  log(5, 'publish', 'Finished step Publish the repository', 'completed'),
  log(5, 'ci', 'Beginning step Wait for CI', 'processing'),
  log(6, 'ci', `info: Following ${repository}/actions/runs/4`),
];

const ciFailed = `CI: job test failed: config refuses to start without DATABASE_URL, which the test "config" sets. See ${repository}/actions/runs/4.`;

export const aFailure: LogEvent[] = [
  log(65, 'ci', `Error: ${ciFailed}`, 'failed'),
  log(65, 'staging', 'Skipping step staging', 'skipped'),
  event(66, 'completion', { error: { name: 'Error', message: ciFailed } }),
];

const parked = 'Waiting for GitHub until 13:00 UTC\nIts rate limit is reached.';

export const aParking: LogEvent[] = [
  log(65, 'ci', `ParkedError: ${parked}`, 'failed'),
  log(65, 'staging', 'Skipping step staging', 'skipped'),
  event(66, 'completion', { error: { name: 'ParkedError', message: parked } }),
];

export const aStop: LogEvent[] = [
  event(20, 'cancelled', { stepId: 'ci', status: 'cancelled' }),
  log(21, 'ci', 'Error: Step ci has been cancelled.', 'failed'),
  event(22, 'completion', {
    error: { name: 'Error', message: 'Step ci has been cancelled.' },
  }),
];

export const aSuccess: LogEvent[] = [
  log(180, 'ci', 'Finished step Wait for CI', 'completed'),
  log(180, 'staging', 'Beginning step Run in staging', 'processing'),
  log(220, 'staging', 'Finished step Run in staging', 'completed'),
  event(221, 'completion', {
    output: {
      links: [
        { title: 'Repository', url: repository },
        { title: 'CI run', url: `${repository}/actions/runs/4` },
        { title: 'Running in staging', url: 'http://localhost:8101' },
        { title: 'Catalog page', entityRef: 'component:default/refunds' },
      ],
      remoteUrl: `${repository}.git`,
      version: 'v4',
    },
  }),
];

/** A retry, with what is done passed over. */
export const aRetry: LogEvent[] = [
  event(100, 'recovered', { recoverStrategy: 'none' }),
  log(100, 'render', 'Skipping step render', 'completed'),
  log(100, 'publish', 'Skipping step publish', 'completed'),
  log(101, 'ci', 'Beginning step Wait for CI', 'processing'),
];
